/// The control loops of an embedded cluster: kube-controller-manager's, the scheduler's, and what stands in for
/// kubelets, provisioners, load balancers and ingress controllers. Of one write, the ones nearer to the pods hear
/// first: a ReplicaSet is to take its step before its Deployment thinks of the next.
public let standardControllers: [any Controller] = [
    Kubelet(), Scheduler(), VolumeController(), ReplicaSetController(), ReplicaSetController.forReplicationControllers,
    StatefulSetController(), DeploymentController(), JobController(), DaemonSetController(), CronJobController(),
    NodeLifecycleController(), TaintEvictionController(), PodGarbageController(), ResourceQuotaController(),
    DisruptionController(), AutoscalerController(), EndpointSliceController(), EndpointsController(),
    EndpointSliceMirroringController(), LoadBalancerController(), IngressController(), DefinitionController(),
    LocalServiceController(), RoleAggregationController(),
]

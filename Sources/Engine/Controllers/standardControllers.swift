/// The control loops of an embedded cluster: kube-controller-manager's, the scheduler's, and what stands in for
/// kubelets, provisioners, load balancers and ingress controllers. What one looks at first is earlier in the list.
public let standardControllers: [any Controller] = [
    DeploymentController(), ReplicaSetController(), StatefulSetController(), VolumeController(), Scheduler(),
    Kubelet(), EndpointSliceController(), EndpointsController(), EndpointSliceMirroringController(),
    LoadBalancerController(), IngressController(),
]

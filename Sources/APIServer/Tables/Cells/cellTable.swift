import Model

/// What stands in the columns of a kind, in their order.
typealias CellWriter = @Sendable (Value, Instant) -> [Value]

/// As kube-apiserver prints each kind. What is not here shows what its columns' names say.
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
let cellTable: [String: CellWriter] = [
    "/Pod": podCells,
    "/ComponentStatus": componentCells,
    "certificates.k8s.io/CertificateSigningRequest": signingRequestCells,
    "/ReplicationController": replicationControllerCells,
    "/Service": serviceCells,
    "/Endpoints": endpointsCells,
    "/Namespace": { [name($0), text($0.status["phase"]), ageCell($0, $1)] },
    "/Node": nodeCells,
    "/Secret": { [name($0), text($0["type"]), count($0["data"]), ageCell($0, $1)] },
    "/ConfigMap": { [name($0), Value(size($0["data"]) + size($0["binaryData"])), ageCell($0, $1)] },
    "/ServiceAccount": { [name($0), ageCell($0, $1)] },
    "/PersistentVolumeClaim": claimCells,
    "/PersistentVolume": volumeCells,
    "/Event": eventCells,
    "/ResourceQuota": quotaCells,
    "apps/Deployment": deploymentCells,
    "apps/ReplicaSet": replicaSetCells,
    "apps/StatefulSet": statefulSetCells,
    "apps/DaemonSet": daemonSetCells,
    "apps/ControllerRevision": controllerRevisionCells,
    "batch/Job": jobCells,
    "batch/CronJob": cronJobCells,
    "autoscaling/HorizontalPodAutoscaler": autoscalerCells,
    "policy/PodDisruptionBudget": disruptionBudgetCells,
    "networking.k8s.io/Ingress": ingressCells,
    "networking.k8s.io/IngressClass": ingressClassCells,
    "networking.k8s.io/NetworkPolicy": {
        [name($0), Value(selectorText($0.spec["podSelector"])), ageCell($0, $1)]
    },
    "discovery.k8s.io/EndpointSlice": endpointSliceCells,
    "events.k8s.io/Event": eventCells,
    "storage.k8s.io/StorageClass": storageClassCells,
    "rbac.authorization.k8s.io/RoleBinding": bindingCells,
    "rbac.authorization.k8s.io/ClusterRoleBinding": bindingCells,
    "scheduling.k8s.io/PriorityClass": {
        [
            name($0), $0["value"] ?? 0, $0["globalDefault"] ?? false, ageCell($0, $1),
            text($0["preemptionPolicy"] ?? "PreemptLowerPriority"),
        ]
    },
    "coordination.k8s.io/Lease": { [name($0), text($0.spec["holderIdentity"]), ageCell($0, $1)] },
    "node.k8s.io/RuntimeClass": { [name($0), text($0["handler"]), ageCell($0, $1)] },
    "apiregistration.k8s.io/APIService": apiServiceCells,
]

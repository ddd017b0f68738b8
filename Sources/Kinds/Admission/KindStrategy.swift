import Model

/// How a kind treats the fields that the server keeps: by `pkg/registry/*/strategy.go`.
struct KindStrategy: Sendable {
    /// When `metadata.generation` goes up.
    enum Generation: Sendable {
        /// The kind has none.
        case none
        /// When the spec changes.
        case spec
        /// When the spec or an annotation changes.
        case specOrAnnotations
        /// When anything outside of the metadata and the status changes.
        case anything
        /// Set to 1 and left there.
        case fixed
    }

    var generation: Generation
    /// Whether a status that is sent with the object itself is dropped.
    var resetsStatus: Bool

    private static let table: [String: KindStrategy] = [
        "/ConfigMap": KindStrategy(generation: .none, resetsStatus: false),
        "/Endpoints": KindStrategy(generation: .none, resetsStatus: false),
        "/Event": KindStrategy(generation: .none, resetsStatus: false),
        "/LimitRange": KindStrategy(generation: .none, resetsStatus: false),
        "/Namespace": KindStrategy(generation: .none, resetsStatus: true),
        "/Node": KindStrategy(generation: .none, resetsStatus: false),
        "/PersistentVolume": KindStrategy(generation: .none, resetsStatus: true),
        "/PersistentVolumeClaim": KindStrategy(generation: .none, resetsStatus: true),
        "/Pod": KindStrategy(generation: .spec, resetsStatus: true),
        "/PodTemplate": KindStrategy(generation: .anything, resetsStatus: false),
        "/ReplicationController": KindStrategy(generation: .spec, resetsStatus: true),
        "/ResourceQuota": KindStrategy(generation: .none, resetsStatus: true),
        "/Secret": KindStrategy(generation: .none, resetsStatus: false),
        "/Service": KindStrategy(generation: .none, resetsStatus: true),
        "/ServiceAccount": KindStrategy(generation: .none, resetsStatus: false),
        "apiregistration.k8s.io/APIService": KindStrategy(generation: .none, resetsStatus: true),
        "apps/ControllerRevision": KindStrategy(generation: .none, resetsStatus: false),
        "apps/Deployment": KindStrategy(generation: .specOrAnnotations, resetsStatus: true),
        "apps/ReplicaSet": KindStrategy(generation: .spec, resetsStatus: true),
        "apps/StatefulSet": KindStrategy(generation: .spec, resetsStatus: true),
        "apps/DaemonSet": KindStrategy(generation: .spec, resetsStatus: true),
        "autoscaling/HorizontalPodAutoscaler": KindStrategy(generation: .none, resetsStatus: true),
        "batch/Job": KindStrategy(generation: .spec, resetsStatus: true),
        "batch/CronJob": KindStrategy(generation: .spec, resetsStatus: true),
        "certificates.k8s.io/CertificateSigningRequest": KindStrategy(generation: .none, resetsStatus: true),
        "coordination.k8s.io/Lease": KindStrategy(generation: .none, resetsStatus: false),
        "discovery.k8s.io/EndpointSlice": KindStrategy(generation: .anything, resetsStatus: false),
        "events.k8s.io/Event": KindStrategy(generation: .none, resetsStatus: false),
        "networking.k8s.io/Ingress": KindStrategy(generation: .spec, resetsStatus: true),
        "networking.k8s.io/IngressClass": KindStrategy(generation: .spec, resetsStatus: false),
        "networking.k8s.io/NetworkPolicy": KindStrategy(generation: .spec, resetsStatus: false),
        "node.k8s.io/RuntimeClass": KindStrategy(generation: .none, resetsStatus: false),
        "policy/PodDisruptionBudget": KindStrategy(generation: .spec, resetsStatus: true),
        "rbac.authorization.k8s.io/Role": KindStrategy(generation: .none, resetsStatus: false),
        "rbac.authorization.k8s.io/RoleBinding": KindStrategy(generation: .none, resetsStatus: false),
        "rbac.authorization.k8s.io/ClusterRole": KindStrategy(generation: .none, resetsStatus: false),
        "rbac.authorization.k8s.io/ClusterRoleBinding": KindStrategy(generation: .none, resetsStatus: false),
        "scheduling.k8s.io/PriorityClass": KindStrategy(generation: .fixed, resetsStatus: false),
        "storage.k8s.io/CSINode": KindStrategy(generation: .none, resetsStatus: false),
        "storage.k8s.io/CSIStorageCapacity": KindStrategy(generation: .none, resetsStatus: false),
        "storage.k8s.io/StorageClass": KindStrategy(generation: .none, resetsStatus: false),
        "storage.k8s.io/VolumeAttachment": KindStrategy(generation: .none, resetsStatus: true),
        "storage.k8s.io/VolumeAttributesClass": KindStrategy(generation: .none, resetsStatus: false),
        "apiextensions.k8s.io/CustomResourceDefinition": KindStrategy(generation: .spec, resetsStatus: true),
    ]

    /// Other built-in kinds, and all custom resources, count every change outside of their metadata and status.
    static func of(_ object: Value, info: KindInfo?) -> KindStrategy {
        table["\(object.group)/\(object.objectKind)"]
            ?? KindStrategy(generation: .anything, resetsStatus: info?.hasStatus ?? false)
    }

    func changes(_ new: Value, _ old: Value) -> Bool {
        switch generation {
        case .none, .fixed: return false
        case .spec: return new["spec"] != old["spec"]
        case .specOrAnnotations:
            return new["spec"] != old["spec"] || new.annotations != old.annotations
        case .anything:
            func content(_ object: Value) -> Value {
                var object = object
                object["metadata"] = nil
                object["status"] = nil
                return object
            }
            return content(new) != content(old)
        }
    }
}

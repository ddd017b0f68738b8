import Model

extension KindRules {
    /// Kinds whose `metadata.generation` stays absent: their registry strategies never set it.
    private static let withoutGeneration: Set<String> = [
        "/Namespace", "/Node", "/ServiceAccount", "/ConfigMap", "/Secret", "/Service", "/Endpoints", "/Event",
        "/PersistentVolume", "/PersistentVolumeClaim", "/LimitRange", "/ResourceQuota", "/PodTemplate",
        "discovery.k8s.io/EndpointSlice", "events.k8s.io/Event", "coordination.k8s.io/Lease",
        "rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/RoleBinding",
        "rbac.authorization.k8s.io/ClusterRole", "rbac.authorization.k8s.io/ClusterRoleBinding",
        "storage.k8s.io/StorageClass", "storage.k8s.io/CSIDriver", "storage.k8s.io/CSINode",
        "storage.k8s.io/VolumeAttachment", "storage.k8s.io/CSIStorageCapacity", "node.k8s.io/RuntimeClass",
        "apps/ControllerRevision", "autoscaling/HorizontalPodAutoscaler",
        "certificates.k8s.io/CertificateSigningRequest", "apiregistration.k8s.io/APIService",
    ]

    var hasGeneration: Bool { !KindRules.withoutGeneration.contains("\(type.group)/\(type.kind)") }
}

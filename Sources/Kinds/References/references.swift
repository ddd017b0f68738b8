public import Model

/// Everything that an object refers to by name, in the order of its fields. References to what Kubernetes provides by
/// itself (the `default` ServiceAccount, `kube-root-ca.crt`, the system priority classes) are left out, as is the
/// object's own namespace.
public func references(of object: Value) -> [Reference] {
    let group = object.group
    let kind = object.objectKind
    var found: [Reference] = []
    if let path = PodTemplate.path(group: group, kind: kind), let pod = object.at(path[...]) {
        found += podReferences(of: pod, at: FieldPath(path.map { .field($0) }), in: object.namespace)
    }
    if let rule = referenceRules["\(group)/\(kind)"] { found += rule(object) }
    return found
}

private let referenceRules: [String: @Sendable (Value) -> [Reference]] = [
    "apps/StatefulSet": statefulSetReferences,
    "/Secret": secretReferences,
    "/ServiceAccount": serviceAccountReferences,
    "/PersistentVolumeClaim": volumeClaimReferences,
    "networking.k8s.io/Ingress": ingressReferences,
    "rbac.authorization.k8s.io/RoleBinding": bindingReferences,
    "rbac.authorization.k8s.io/ClusterRoleBinding": bindingReferences,
    "autoscaling/HorizontalPodAutoscaler": autoscalerReferences,
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration": webhookReferences,
    "admissionregistration.k8s.io/MutatingWebhookConfiguration": webhookReferences,
    "apiregistration.k8s.io/APIService": apiServiceReferences,
]

/// A member that is a name: present and not empty.
func name(_ value: Value?, _ member: String) -> String? {
    guard let text = value?[member]?.string, !text.isEmpty else { return nil }
    return text
}

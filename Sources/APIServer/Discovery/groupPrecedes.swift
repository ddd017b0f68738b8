import Model

/// The order in which kube-apiserver lists its groups. kubectl takes the first group that has a name: `events` is
/// the core group's.
private let groupOrder = [
    "", "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io",
    "autoscaling", "batch", "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io",
    "storage.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io",
    "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io", "resource.k8s.io", "flowcontrol.apiserver.k8s.io",
]

/// Kubernetes' own groups first, the rest by name.
func groupPrecedes(_ left: String, _ right: String) -> Bool {
    let leftPlace = groupOrder.firstIndex(of: left) ?? groupOrder.count
    let rightPlace = groupOrder.firstIndex(of: right) ?? groupOrder.count
    return leftPlace != rightPlace ? leftPlace < rightPlace : left.precedesInBytes(right)
}

/// `v2`, `v1`, `v2beta1`, `v1beta2`, `v1alpha1`, then everything else by name.
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority
func versionPrecedes(_ left: String, _ right: String) -> Bool {
    switch (KubernetesVersion(left), KubernetesVersion(right)) {
    case (let left?, let right?): (right.stability, right.major, right.minor) < (left.stability, left.major, left.minor)
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.precedesInBytes(right)
    }
}

private struct KubernetesVersion {
    var major: Int
    /// 3 stable, 2 beta, 1 alpha.
    var stability: Int
    var minor: Int

    init?(_ text: String) {
        guard let match = text.wholeMatch(of: /v([0-9]{1,9})(?:(alpha|beta)([0-9]{1,9}))?/), let major = Int(match.1)
        else { return nil }
        self.major = major
        stability = match.2.map { $0 == "beta" ? 2 : 1 } ?? 3
        minor = match.3.flatMap { Int($0) } ?? 0
    }
}

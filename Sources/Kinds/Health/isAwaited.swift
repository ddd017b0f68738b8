/// Whether a transaction waits for an object of this kind to become healthy.
///
/// Built-in kinds are waited for where their health is about themselves. Not waited for: a claim (it may wait for its
/// first pod), a load balancer's address and an Ingress's status (there may be nobody who gives one), an autoscaler
/// (metrics come with time). Custom resources are waited for by their conditions.
public func isAwaited(group: String, kind: String) -> Bool {
    if awaited.contains("\(group)/\(kind)") { return true }
    return group.contains(".") && !group.hasSuffix(".k8s.io")
}

private let awaited: Set<String> = [
    "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet", "apps/DaemonSet", "/ReplicationController", "/Pod",
    "batch/Job", "apiextensions.k8s.io/CustomResourceDefinition", "apiregistration.k8s.io/APIService",
]

/// One of the parts that `/livez`, `/readyz` and `/healthz` are made of.
struct HealthCheck: Hashable, Sendable {
    /// As kube-apiserver names it: `etcd` is the cluster's store.
    let name: String
    /// Empty where all is well. It is for the log of whoever runs the server, not for whoever asks.
    var trouble = ""

    /// The checks in their order. What has happened once before the server listens is not asked again.
    static func all(of endpoint: String, storeTrouble: String) -> [HealthCheck] {
        let started = [
            "start-system-namespaces-controller", "crd-informer-synced", "rbac/bootstrap-roles",
            "scheduling/bootstrap-system-priority-classes", "apiservice-registration-controller",
        ].map { HealthCheck(name: "poststarthook/\($0)") }
        let ready = ["informer-sync"].map { HealthCheck(name: $0) }
        let common = [HealthCheck(name: "ping"), HealthCheck(name: "log")]
        let store = [HealthCheck(name: "etcd", trouble: storeTrouble)]
        let readiness = [HealthCheck(name: "etcd-readiness", trouble: storeTrouble)] + ready
        let end = [HealthCheck(name: "autoregister-completion")]
        return common + store + (endpoint == "readyz" ? readiness : []) + started + end
            + (endpoint == "readyz" ? [HealthCheck(name: "shutdown")] : [])
    }
}

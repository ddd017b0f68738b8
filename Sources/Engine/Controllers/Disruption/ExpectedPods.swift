import Model

/// How many pods a budget expects, by what their controllers are asked for, and how many are to be healthy.
struct ExpectedPods {
    private(set) var count = 0
    private(set) var desiredHealthy = 0
    /// Some pods have no controller that says how many there should be.
    private(set) var hasUnmanaged = false

    init(of budget: Value, pods: [Value], in view: any ClusterView) {
        let least = budget.at("spec", "minAvailable")
        if let number = least?.int {
            count = pods.count
            desiredHealthy = number
            return
        }
        var scales: [String: Int] = [:]
        for pod in pods {
            guard let scale = ExpectedPods.scale(of: pod, in: view) else {
                hasUnmanaged = true
                continue
            }
            scales[scale.uid] = scale.replicas
        }
        count = scales.values.reduce(0, +)
        if let least {
            desiredHealthy = scaledCount(least, of: count, roundUp: true)
        } else {
            let most = scaledCount(budget.at("spec", "maxUnavailable"), of: count, roundUp: true)
            desiredHealthy = max(0, count - most)
        }
    }

    private static func scale(of pod: Value, in view: any ClusterView) -> (uid: String, replicas: Int)? {
        var object = pod
        var found: (uid: String, replicas: Int)?
        // A pod, its ReplicaSet, its Deployment.
        for _ in 0..<3 {
            guard let reference = object.controllerReference else { break }
            let version = reference.text("apiVersion").split(separator: "/")
            let key = ObjectKey(
                group: version.count == 2 ? String(version[0]) : "", kind: reference.text("kind"),
                namespace: pod.namespace, name: reference.text("name"))
            guard let owner = view.object(key), owner.uid == reference.text("uid") else { break }
            if let replicas = owner.at("spec", "replicas")?.int { found = (owner.uid, replicas) }
            object = owner
        }
        return found
    }
}

import Model

/// How many pods a rollout may have beyond, and be short of, what is asked for.
struct RolloutLimits {
    let surge: Int
    let unavailable: Int

    init(of deployment: Value) {
        let replicas = deployment.replicas
        guard deployment.at("spec", "strategy", "type")?.string != "Recreate" else {
            (surge, unavailable) = (0, 0)
            return
        }
        let rule = deployment.at("spec", "strategy", "rollingUpdate")
        let surge = scaledCount(rule?["maxSurge"], of: replicas, roundUp: true)
        var unavailable = scaledCount(rule?["maxUnavailable"], of: replicas, roundUp: false)
        // Both rounded to nothing would never get on.
        if surge == 0, unavailable == 0 { unavailable = 1 }
        self.surge = surge
        self.unavailable = replicas == 0 ? 0 : min(unavailable, replicas)
    }
}

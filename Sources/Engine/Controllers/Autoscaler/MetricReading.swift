import Model

/// What one of an autoscaler's metrics says: how many replicas there should be.
/// https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
struct MetricReading {
    private(set) var replicas: Int
    /// Its entry in `status.currentMetrics`.
    private(set) var status: Value
    private(set) var problem: String?
    let name: String
    let resource: String

    init(_ metric: Value, current: Int, pods: [Value], behavior: Value?, in view: any ClusterView) {
        name = MetricReading.name(of: metric)
        replicas = current
        status = ["type": Value(metric.text("type"))]
        let field = metric["resource"] != nil ? "resource" : "containerResource"
        guard let source = metric[field] else {
            // There is no API for other metrics: those are as they should be.
            resource = ""
            return
        }
        resource = source.text("name")
        let sum = Sum(source, pods: pods.filter(\.isActivePod), in: view)
        if let missing = sum.missing {
            problem = "failed to get \(resource) utilization: \(missing)"
            return
        }
        replicas = sum.replicas(from: current, tolerance: Tolerance(behavior))
        var shown: Value = ["name": Value(resource), "current": sum.shown]
        shown["container"] = source["container"]
        status[field] = shown
    }

    /// As conditions and Events name a metric.
    static func name(of metric: Value?) -> String {
        guard let source = metric?["resource"] ?? metric?["containerResource"] else {
            let named = metric?.members.first { $0.value.isObject }?.value.at("metric", "name")?.string
            return "\(metric?.text("type").lowercased() ?? "") metric \(named ?? "")"
        }
        let isPercentage = source.at("target", "type")?.string == "Utilization"
        let kind = metric?["resource"] != nil ? "resource" : "container resource"
        return "\(source.text("name")) \(kind)" + (isPercentage ? " utilization (percentage of request)" : "")
    }

    /// How far off its aim a load may be without anything being done.
    struct Tolerance {
        let up: Double
        let down: Double

        init(_ behavior: Value?) {
            func tolerance(_ direction: String) -> Double {
                Quantity(behavior?.at(direction, "tolerance"))?.approximate ?? 0.1
            }
            up = tolerance("scaleUp")
            down = tolerance("scaleDown")
        }

        func covers(_ ratio: Double) -> Bool { ratio >= 1 - down && ratio <= 1 + up }
    }

    /// What the pods use, and what they should use, together.
    private struct Sum {
        private var used = 0
        /// Of the ready pods, and of those that are not ready yet.
        private var goal = 0
        private var unreadyGoal = 0
        private var requested = 0
        private var ready = 0
        private var unready = 0
        private let percent: Int?
        private let isCPU: Bool
        private(set) var missing: String?

        init(_ source: Value, pods: [Value], in view: any ClusterView) {
            let resource = source.text("name")
            isCPU = resource == "cpu"
            percent = source.at("target", "averageUtilization")?.int
            let value = Quantity(source.at("target", "averageValue")).map { amount($0) } ?? 0
            let only = source["container"]?.string
            for pod in pods {
                var request = 0
                for container in pod.at("spec", "containers")?.elements ?? [] where percent != nil {
                    let name = container.text("name")
                    if let only, name != only { continue }
                    guard let wanted = Quantity(container.at("resources", "requests", resource)) else {
                        missing = "missing request for \(resource) in container \(name) of Pod \(pod.name)"
                        return
                    }
                    request += amount(wanted)
                }
                let aim = percent.map { Int(Double(request) * Double($0) / 100) } ?? value
                if pod.isPodReady {
                    let usage = SimulatedUsage(of: pod, in: view).containers.filter { only == nil || $0.name == only }
                    used += usage.reduce(0) { $0 + amount(isCPU ? $1.cpu : $1.memory) }
                    goal += aim
                    requested += request
                    ready += 1
                } else {
                    unreadyGoal += aim
                    unready += 1
                }
            }
            if ready == 0 { missing = "did not receive metrics for targeted pods (pods might be unready)" }
        }

        private func amount(_ quantity: Quantity) -> Int { isCPU ? quantity.milliValue : quantity.value }

        var shown: Value {
            let average = used / max(ready, 1)
            let quantity = isCPU ? Quantity(milli: average) : Quantity(average)
            var shown: Value = ["averageValue": Value(quantity.description)]
            if percent != nil { shown["averageUtilization"] = Value(used * 100 / max(requested, 1)) }
            return shown
        }

        func replicas(from current: Int, tolerance: Tolerance) -> Int {
            guard goal > 0 else { return current }
            let ratio = Double(used) / Double(goal)
            func count(_ ratio: Double, _ pods: Int) -> Int { Int(min((ratio * Double(pods)).rounded(.up), 1e6)) }
            guard unready > 0, ratio > 1 else { return tolerance.covers(ratio) ? current : count(ratio, ready) }
            // Those that are not ready yet will bear their part: as if they used nothing.
            let damped = Double(used) / Double(goal + unreadyGoal)
            if tolerance.covers(damped) || damped < 1 { return current }
            return max(count(damped, ready + unready), current)
        }
    }
}

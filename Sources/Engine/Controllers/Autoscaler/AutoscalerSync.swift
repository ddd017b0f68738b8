import ClusterAPI
import Kinds
import Model

/// One look of an autoscaler at its target.
struct AutoscalerSync {
    let autoscaler: Value
    let view: any ClusterView
    let now: Instant
    private(set) var mutations: [Mutation] = []
    private var status: Value

    init(autoscaler: Value, view: any ClusterView, now: Instant) {
        self.autoscaler = autoscaler
        self.view = view
        self.now = now
        status = autoscaler.status
    }

    private static let scaled = "the HPA controller was able to get the target's current scale"

    mutating func run() {
        look()
        guard status != autoscaler.status else { return }
        var written = autoscaler
        written["status"] = status
        mutations.append(.updateStatus(written.unversioned))
    }

    private mutating func look() {
        let reference = autoscaler.at("spec", "scaleTargetRef")
        let kind = BuiltinKinds.named(
            apiVersion: reference?.text("apiVersion") ?? "", kind: reference?.text("kind") ?? "")
        let name = reference?.text("name") ?? ""
        let key = ObjectKey(
            group: kind?.type.group ?? "", kind: kind?.type.kind ?? "", namespace: autoscaler.namespace, name: name)
        guard let target = view.object(key), let current = target.at("spec", "replicas")?.int else {
            let plural = kind?.type.qualifiedPlural ?? reference?.text("kind") ?? ""
            let problem = "\(plural) \"\(name)\" not found"
            record(.warning, "FailedGetScale", problem)
            return set(
                "AbleToScale", false, "FailedGetScale",
                "the HPA controller was unable to get the target's current scale: \(problem)")
        }
        set("AbleToScale", true, "SucceededGetScale", AutoscalerSync.scaled)
        let least = autoscaler.at("spec", "minReplicas")?.int ?? 1
        let most = autoscaler.at("spec", "maxReplicas")?.int ?? 1
        if current == 0, least != 0 {
            status["currentReplicas"] = nil
            status["desiredReplicas"] = 0
            set(
                "ScalingActive", false, "ScalingDisabled",
                "scaling is disabled since the replica count of the target is zero")
        } else if current > most {
            rescale(target, from: current, to: most, "Current number of replicas above Spec.MaxReplicas")
        } else if current < least {
            rescale(target, from: current, to: least, "Current number of replicas below Spec.MinReplicas")
        } else {
            view.simulation.hasMetrics ? keep(current) : missMetrics(current)
        }
    }

    private mutating func rescale(_ target: Value, from current: Int, to wanted: Int, _ reason: String) {
        var scaled = target
        scaled.set(Value(wanted), at: "spec", "replicas")
        mutations.append(.update(scaled.unversioned))
        record(.normal, "SuccessfulRescale", "New size: \(wanted); reason: \(reason)")
        set(
            "AbleToScale", true, "SucceededRescale",
            "the HPA controller was able to update the target scale to \(wanted)")
        status["lastScaleTime"] = Value(now.description)
        status["currentReplicas"] = Value(current)
        status["desiredReplicas"] = Value(wanted)
        status["currentMetrics"] = .null
    }

    /// The load is right.
    private mutating func keep(_ current: Int) {
        status["currentReplicas"] = Value(current)
        status["desiredReplicas"] = Value(current)
        let metrics = autoscaler.at("spec", "metrics")?.elements ?? []
        status["currentMetrics"] = metrics.isEmpty ? .null : Value(metrics.map(onTarget))
        set("AbleToScale", true, "ReadyForNewScale", "recommended size matches current size")
        set(
            "ScalingActive", true, "ValidMetricFound",
            "the HPA was able to successfully calculate a replica count from \(metricText(metrics.first))")
        set("ScalingLimited", false, "DesiredWithinRange", "the desired count is within the acceptable range")
    }

    private func metricText(_ metric: Value?) -> String {
        let resource = metric?["resource"] ?? metric?["containerResource"]
        guard let resource else {
            let named = metric?.members.first { $0.value.isObject }?.value.at("metric", "name")?.string
            return "\(metric?.text("type").lowercased() ?? "") metric \(named ?? "")"
        }
        let isPercentage = resource.at("target", "type")?.string == "Utilization"
        return "\(resource.text("name")) resource" + (isPercentage ? " utilization (percentage of request)" : "")
    }

    private func onTarget(_ metric: Value) -> Value {
        var shown: Value = ["type": Value(metric.text("type"))]
        for (name, source) in metric.members where source.isObject {
            var current = source
            var target = source["target"] ?? .emptyObject
            target["type"] = nil
            current["target"] = nil
            current["current"] = target
            shown[name] = current
        }
        return shown
    }

    private mutating func missMetrics(_ current: Int) {
        status["currentReplicas"] = Value(current)
        status["desiredReplicas"] = status["desiredReplicas"] ?? 0
        status["currentMetrics"] = [["type": ""]]
        let name = autoscaler.at("spec", "metrics")?[0]?.at("resource", "name")?.string ?? "cpu"
        let cause =
            "failed to get \(name) utilization: unable to get metrics for resource \(name): unable to fetch metrics "
            + "from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)"
        let count = autoscaler.at("spec", "metrics")?.elements.count ?? 0
        set(
            "ScalingActive", false, "FailedGetResourceMetric",
            "the HPA was unable to compute the replica count: \(cause)")
        record(.warning, "FailedGetResourceMetric", cause)
        record(
            .warning, "FailedComputeMetricsReplicas",
            "invalid metrics (\(count) invalid out of \(count)), first error is: failed to get \(name) resource metric "
                + "value: \(cause)")
    }

    private mutating func set(_ type: String, _ isTrue: Bool, _ reason: String, _ message: String) {
        var conditions = status["conditions"]?.elements ?? []
        let place = conditions.firstIndex { $0.text("type") == type }
        let word = isTrue ? "True" : "False"
        let known = place.map { conditions[$0] }
        let since = known?.text("status") == word ? known?["lastTransitionTime"]?.string : nil
        let condition: Value = [
            "type": Value(type), "status": Value(word), "lastTransitionTime": Value(since ?? now.description),
            "reason": Value(reason), "message": Value(message),
        ]
        if let place { conditions[place] = condition } else { conditions.append(condition) }
        status["conditions"] = Value(conditions)
    }

    private mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: autoscaler, type: type, reason: reason, message: message,
                    source: "horizontal-pod-autoscaler")))
    }
}

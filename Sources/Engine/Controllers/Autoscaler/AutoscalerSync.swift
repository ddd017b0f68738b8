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
    /// Its load moves by itself, so that it has to look again.
    private(set) var isMeasuring = false
    /// What it recommended and did lately.
    private(set) var history: ScalingHistory

    init(autoscaler: Value, view: any ClusterView, now: Instant) {
        history = ScalingHistory(note: view.note(about: autoscaler.uid)?["history"])
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
        guard let scaled = ScaleTarget(of: autoscaler, in: view) else {
            let reference = autoscaler.at("spec", "scaleTargetRef")
            let kind = BuiltinKinds.named(
                apiVersion: reference?.text("apiVersion") ?? "", kind: reference?.text("kind") ?? "")
            let plural = kind?.type.qualifiedPlural ?? reference?.text("kind") ?? ""
            let problem = "\(plural) \"\(reference?.text("name") ?? "")\" not found"
            record(.warning, "FailedGetScale", problem)
            return set(
                "AbleToScale", false, "FailedGetScale",
                "the HPA controller was unable to get the target's current scale: \(problem)")
        }
        let (target, current) = (scaled.object, scaled.replicas)
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
        } else if !view.simulation.hasMetrics {
            missMetrics(current)
        } else {
            let pods = view.pods(namespace: autoscaler.namespace, matching: scaled.selector)
            var template = Value.emptyObject
            template.set(target.podTemplateAnnotations, at: "metadata", "annotations")
            isMeasuring = ([template] + pods).contains { pod in
                ["cpu", "memory"].contains { SimulatedUsage.load($0, of: pod) != nil }
            }
            isMeasuring ? measure(target, pods, current) : keep(current)
        }
    }

    /// Asks the simulated metrics, and follows them as far as the rules of scaling let it.
    private mutating func measure(_ target: Value, _ pods: [Value], _ current: Int) {
        let behavior = autoscaler.at("spec", "behavior")
        let metrics = autoscaler.at("spec", "metrics")?.elements ?? []
        let readings = metrics.map { MetricReading($0, current: current, pods: pods, behavior: behavior, in: view) }
        status["currentReplicas"] = Value(current)
        let valid = readings.filter { $0.problem == nil }
        let failures = readings.filter { $0.problem != nil }
        if let failure = failures.first, let problem = failure.problem {
            record(.warning, "FailedGetResourceMetric", problem)
            // With a metric missing it may grow, and not shrink.
            if valid.allSatisfy({ $0.replicas < current }) {
                let cause = "failed to get \(failure.resource) resource metric value: \(problem)"
                record(
                    .warning, "FailedComputeMetricsReplicas",
                    "invalid metrics (\(failures.count) invalid out of \(metrics.count)), first error is: \(cause)")
                status["desiredReplicas"] = Value(current)
                return set(
                    "ScalingActive", false, "FailedGetResourceMetric",
                    "the HPA was unable to compute the replica count: \(problem)")
            }
        }
        guard let highest = valid.max(by: { $0.replicas < $1.replicas }) else { return keep(current) }
        status["currentMetrics"] = Value(valid.map(\.status))
        set(
            "ScalingActive", true, "ValidMetricFound",
            "the HPA was able to successfully calculate a replica count from \(highest.name)")
        var rules = ScalingRules(of: autoscaler, history: history, at: now)
        let wanted = rules.allowed(highest.replicas, from: current)
        set("AbleToScale", true, wanted.stability.reason, wanted.stability.message)
        set("ScalingLimited", wanted.isLimited, wanted.limit.reason, wanted.limit.message)
        status["desiredReplicas"] = Value(wanted.replicas)
        if wanted.replicas != current {
            let shown = status["currentMetrics"]
            let reason = wanted.replicas > current ? "\(highest.name) above target" : "All metrics below target"
            rescale(target, from: current, to: wanted.replicas, reason)
            status["currentMetrics"] = shown
            rules.scaled(from: current, to: wanted.replicas)
        }
        history = rules.history
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
            "the HPA was able to successfully calculate a replica count from \(MetricReading.name(of: metrics.first))")
        set("ScalingLimited", false, "DesiredWithinRange", "the desired count is within the acceptable range")
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

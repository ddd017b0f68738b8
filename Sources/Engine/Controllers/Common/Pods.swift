import Model

/// What controllers ask of pods.
extension Value {
    var phase: String { at("status", "phase")?.string ?? "" }
    var nodeName: String { at("spec", "nodeName")?.string ?? "" }
    var isTerminal: Bool { phase == "Succeeded" || phase == "Failed" }
    /// Neither finished nor on its way out.
    var isActivePod: Bool { !isTerminal && !isBeingDeleted }
    var isPodReady: Bool { isConditionTrue("Ready") }

    /// When a ready pod has been so for `minReadySeconds`; nil for a pod that is not ready.
    func availableSince(minReadySeconds: Int) -> Instant? {
        guard isPodReady, let ready = condition("Ready") else { return nil }
        guard minReadySeconds > 0 else { return .distantPast }
        guard let since = ready.time("lastTransitionTime") else { return nil }
        return since + .seconds(min(minReadySeconds, 1 << 31))
    }

    /// Ready for longer than `minReadySeconds`.
    func isPodAvailable(minReadySeconds: Int, at now: Instant) -> Bool {
        availableSince(minReadySeconds: minReadySeconds).map { $0 < now } ?? false
    }
}

/// When the next of these pods becomes available.
func nextAvailability(of pods: [Value], minReadySeconds: Int, after now: Instant) -> Instant? {
    guard minReadySeconds > 0 else { return nil }
    return pods.compactMap { $0.availableSince(minReadySeconds: minReadySeconds) }.filter { $0 >= now }.min()
        .map { $0 + .milliseconds(1) }
}

/// A pod made from a workload's template, without a name.
func pod(from template: Value, for owner: Value) -> Value {
    var metadata: Value = ["namespace": Value(owner.namespace), "ownerReferences": [owner.asController]]
    for field in ["labels", "annotations", "finalizers"] {
        if let value = template.at("metadata", field), !value.isEmpty { metadata[field] = value }
    }
    return ["apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"] ?? .emptyObject]
}

/// How long a workload whose pods are refused waits before the next try: as long as it has waited already, at least a
/// second and at the most 1000, which doubles like client-go's queues.
func retryDelay(since start: Instant?, now: Instant) -> Duration {
    guard let start, now > start else { return .seconds(1) }
    return min(max(now - start, .seconds(1)), .seconds(1000))
}

import Model

/// The order in which a ReplicaSet gives up pods: not placed, pending, not ready, of a lower deletion cost, crowded on
/// their node, ready for a short time, restarted often, young. Times compare by their magnitude, so that of pods about
/// as old as each other any may go.
/// https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-down-a-replicaset
func removalOrder(of pods: [Value], related: [Value], at now: Instant) -> [Value] {
    var crowd: [String: Int] = [:]
    for pod in related where pod.isActivePod { crowd[pod.nodeName, default: 0] += 1 }
    return pods.map { RemovalRank(of: $0, crowd: crowd[$0.nodeName] ?? 0, at: now) }
        .sorted { $0.precedes($1) }.map(\.pod)
}

/// What decides among pods.
private struct RemovalRank {
    let pod: Value
    let parts: [Int]
    let readyAge: Int
    let restarts: Int
    let age: Int

    init(of pod: Value, crowd: Int, at now: Instant) {
        self.pod = pod
        let isReady = pod.isPodReady
        let phase =
            switch pod.phase {
            case "Pending": 0;
            case "Running": 2;
            default: 1
            }
        let cost = pod.annotation("controller.kubernetes.io/pod-deletion-cost").flatMap { Int32($0) } ?? 0
        parts = [pod.nodeName.isEmpty ? 0 : 1, phase, isReady ? 1 : 0, Int(cost), -crowd]
        readyAge = isReady ? RemovalRank.magnitude(pod.condition("Ready")?.time("lastTransitionTime"), now) : 0
        restarts = pod.at("status", "containerStatuses")?.elements.compactMap { $0["restartCount"]?.int }.max() ?? 0
        age = RemovalRank.magnitude(Instant(pod.creationTime), now)
    }

    /// The logarithm of an age in nanoseconds; -1 for none.
    private static func magnitude(_ since: Instant?, _ now: Instant) -> Int {
        guard let since, now > since else { return -1 }
        let nanoseconds = (now - since).milliseconds.multipliedReportingOverflow(by: 1_000_000)
        return nanoseconds.overflow ? 63 : 63 - nanoseconds.partialValue.leadingZeroBitCount
    }

    func precedes(_ other: RemovalRank) -> Bool {
        if parts != other.parts { return parts.lexicographicallyPrecedes(other.parts) }
        if readyAge != other.readyAge { return readyAge < other.readyAge }
        if restarts != other.restarts { return restarts > other.restarts }
        if age != other.age { return age < other.age }
        return pod.uid.precedesInBytes(other.pod.uid)
    }
}

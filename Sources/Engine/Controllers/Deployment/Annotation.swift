import Model

/// The annotations that the Deployment controller keeps its books with.
enum Annotation {
    static let revision = "deployment.kubernetes.io/revision"
    static let history = "deployment.kubernetes.io/revision-history"
    static let desired = "deployment.kubernetes.io/desired-replicas"
    static let maximum = "deployment.kubernetes.io/max-replicas"
    static let hashLabel = "pod-template-hash"
    /// A ReplicaSet does not get these from its Deployment.
    static let own: Set<String> = [
        "kubectl.kubernetes.io/last-applied-configuration", revision, history, desired, maximum,
        "deprecated.deployment.rollback.to",
    ]
    /// The most characters of the revision history; the oldest go first.
    static let historyLimit = 2000
}

extension Value {
    /// The number of a ReplicaSet's revision.
    var revision: Int? { annotation(Annotation.revision).flatMap { Int($0) } }

    /// `progressDeadlineSeconds`, where there is a deadline.
    var progressDeadline: Duration? {
        guard let seconds = at("spec", "progressDeadlineSeconds")?.int, seconds != Int(Int32.max) else { return nil }
        return .seconds(seconds)
    }
    var hasProgressDeadline: Bool { progressDeadline != nil }

    /// Sets the sizes that a ReplicaSet is told; whether that changed it.
    mutating func setSizes(desired: Int, maximum: Int) -> Bool {
        let isChanged =
            annotation(Annotation.desired) != String(desired) || annotation(Annotation.maximum) != String(maximum)
        setAnnotation(Annotation.desired, String(desired))
        setAnnotation(Annotation.maximum, String(maximum))
        return isChanged
    }

    /// Sets a condition of this status; one that says the same stays as it is, times included.
    mutating func setCondition(
        _ type: String, _ status: String, _ reason: String, _ message: String, at now: Instant,
        transition: String? = nil, update: String? = nil
    ) {
        var conditions = self["conditions"]?.elements ?? []
        let known = conditions.first { $0["type"]?.string == type }
        let isSameStatus = known?["status"]?.string == status
        if isSameStatus, known?["reason"]?.string == reason { return }
        conditions.removeAll { $0["type"]?.string == type }
        let since = isSameStatus ? known?["lastTransitionTime"]?.string : transition
        conditions.append([
            "type": Value(type), "status": Value(status), "lastUpdateTime": Value(update ?? now.description),
            "lastTransitionTime": Value(since ?? now.description), "reason": Value(reason),
            "message": Value(message),
        ])
        self["conditions"] = Value(conditions)
    }

    mutating func removeCondition(_ type: String) {
        guard var conditions = self["conditions"]?.elements else { return }
        conditions.removeAll { $0["type"]?.string == type }
        self["conditions"] = conditions.isEmpty ? nil : Value(conditions)
    }
}

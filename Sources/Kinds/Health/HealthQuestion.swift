internal import Model

/// What a health rule is asked about.
struct HealthQuestion {
    let object: Value
    let dependents: [Value]
    let now: Instant

    var pods: [Value] { dependents.filter { $0.objectKind == "Pod" && !$0.isBeingDeleted } }
    var replicaSets: [Value] { dependents.filter { $0.objectKind == "ReplicaSet" && !$0.isBeingDeleted } }

    var spec: Value { object.spec }
    var status: Value { object.status }
    func count(_ name: String) -> Int { status[name]?.int ?? 0 }

    /// `spec.replicas`, which is 1 where it is absent.
    var replicas: Int { spec["replicas"]?.int ?? 1 }

    /// The controller's status is about what the object says now.
    var isObserved: Bool { (status["observedGeneration"]?.int ?? 0) >= object.generation }

    static let notObserved = Health.progressing("its controller has not looked at it yet")
}

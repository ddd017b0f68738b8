import Model

/// What a controller sees: a snapshot that must not outlive the call it is made for, lest the next write copy a table.
struct StateView: ClusterView {
    private let state: ClusterState

    init(_ state: ClusterState) { self.state = state }

    var simulation: SimulationSettings { state.settings.simulation }

    func object(_ key: ObjectKey) -> Value? { state.store.object(key) }

    func objects(group: String, kind: String, namespace: String?) -> [Value] {
        state.store.objects(of: GroupKind(group: group, kind: kind), in: namespace)
    }

    func owned(by uid: String) -> [Value] {
        state.store.dependents(of: uid).compactMap { state.store.object($0) }
    }

    func note(about uid: String) -> Value? { state.notes[uid] }

    func refusal(ofCreating object: Value) -> String? { state.refusal(ofCreating: object) }
}

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

    func uncontrolled(group: String, kind: String, namespace: String) -> [Value] {
        let kind = GroupKind(group: group, kind: kind)
        guard ControllerIndex.knowsUncontrolled(kind) else {
            return state.store.objects(of: kind, in: namespace).filter { $0.controllerReference == nil }
        }
        return state.store.index.uncontrolled(kind, in: namespace).compactMap { state.store.object($0) }
    }

    func pods(namespace: String, label: String, value: String) -> [Value] {
        state.store.index.keys(ControllerIndex.pods, in: namespace, label, value).compactMap { state.store.object($0) }
    }

    func services(namespace: String, selecting labels: Members) -> [Value] {
        labels.flatMap { member in
            state.store.index.keys(ControllerIndex.services, in: namespace, member.key, member.value.string ?? "")
        }
        .compactMap { state.store.object($0) }
        .filter { ObjectSelector(labels: $0.at("spec", "selector")?.members ?? Members()).matches(labels: labels) }
    }

    func unplacedPods() -> [Value] { state.store.index.unplacedPods.sorted().compactMap { state.store.object($0) } }

    func nominatedPods() -> [Value] {
        state.store.index.nominatedPods.sorted().compactMap { state.store.object($0) }
    }

    func podsWithAntiAffinity() -> [Value] {
        state.store.index.podsWithAntiAffinity.compactMap { state.store.object($0) }
    }

    func podsWithHostPorts() -> [Value] {
        state.store.index.podsWithHostPorts.compactMap { state.store.object($0) }
    }

    func note(about uid: String) -> Value? { state.notes[uid] }

    func refusal(ofCreating object: Value) -> String? { state.refusal(ofCreating: object) }

    func admissible(_ count: Int, of object: Value) -> (count: Int, refusal: String?) {
        state.admissible(count, of: object)
    }
}

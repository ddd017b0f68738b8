import Model

/// The cluster as it would be without some of its pods.
struct ViewWithout: ClusterView {
    private let view: any ClusterView
    private let gone: Set<ObjectKey>

    init(_ gone: Set<ObjectKey>, of view: any ClusterView) {
        self.gone = gone
        self.view = view
    }

    private func kept(_ objects: [Value]) -> [Value] { objects.filter { !gone.contains($0.key) } }

    func object(_ key: ObjectKey) -> Value? { gone.contains(key) ? nil : view.object(key) }
    func objects(group: String, kind: String, namespace: String?) -> [Value] {
        let all = view.objects(group: group, kind: kind, namespace: namespace)
        return kind == "Pod" && group.isEmpty ? kept(all) : all
    }
    func owned(by uid: String) -> [Value] { kept(view.owned(by: uid)) }
    func uncontrolled(group: String, kind: String, namespace: String) -> [Value] {
        kept(view.uncontrolled(group: group, kind: kind, namespace: namespace))
    }
    func pods(namespace: String, label: String, value: String) -> [Value] {
        kept(view.pods(namespace: namespace, label: label, value: value))
    }
    func services(namespace: String, selecting labels: Members) -> [Value] {
        view.services(namespace: namespace, selecting: labels)
    }
    func unplacedPods() -> [Value] { kept(view.unplacedPods()) }
    func nominatedPods() -> [Value] { kept(view.nominatedPods()) }
    func podsWithAntiAffinity() -> [Value] { kept(view.podsWithAntiAffinity()) }
    func podsWithHostPorts() -> [Value] { kept(view.podsWithHostPorts()) }
    func note(about uid: String) -> Value? { view.note(about: uid) }
    func refusal(ofCreating object: Value) -> String? { view.refusal(ofCreating: object) }
    func admissible(_ count: Int, of object: Value) -> (count: Int, refusal: String?) {
        view.admissible(count, of: object)
    }
    var simulation: SimulationSettings { view.simulation }
}

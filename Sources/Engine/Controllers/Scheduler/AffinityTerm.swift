import Model

/// Pods that one would be near to, or far from, and in which domain.
struct AffinityTerm {
    let key: String
    let selector: ObjectSelector
    let namespaces: Set<String>

    init(_ term: Value, of pod: Value, in view: any ClusterView) {
        key = term.text("topologyKey")
        selector = ObjectSelector(term["labelSelector"])
        var names = Set(term["namespaces"]?.elements.compactMap(\.string) ?? [])
        if let chosen = term["namespaceSelector"] {
            let selector = ObjectSelector(chosen)
            names.formUnion(
                view.objects(group: "", kind: "Namespace", namespace: nil).filter { selector.matches($0) }
                    .map(\.name))
        } else if names.isEmpty {
            names = [pod.namespace]
        }
        namespaces = names
    }

    func matches(_ pod: Value) -> Bool { namespaces.contains(pod.namespace) && selector.matches(pod) }
    func pods(in view: any ClusterView) -> [Value] {
        namespaces.sorted().flatMap { view.pods(namespace: $0, matching: selector) }
    }
}

import Model

/// The difference between the slices that a Service has and the endpoints that it should have.
struct EndpointSlices {
    static let managedBy = "endpointslice.kubernetes.io/managed-by"
    static let manager = "endpointslice-controller.k8s.io"
    static let serviceName = "kubernetes.io/service-name"
    static let headless = "service.kubernetes.io/headless"
    /// kube-controller-manager's `--max-endpoints-per-slice`.
    private static let capacity = 100

    let service: Value
    let view: any ClusterView
    let now: Instant

    func changes(_ slices: [Value], _ groups: [EndpointGroup]) -> [Mutation] {
        var mutations: [Mutation] = []
        var free = slices.sorted { $0.isOlder(than: $1) }
        var taken: Set<String> = []
        for group in groups {
            var rest = group.endpoints[...]
            while !rest.isEmpty {
                let part = Value(Array(rest.prefix(EndpointSlices.capacity)))
                rest = rest.dropFirst(EndpointSlices.capacity)
                let ports = group.ports.isEmpty ? Value.null : Value(group.ports)
                let index = free.firstIndex { $0["ports"] == ports } ?? (groups.count == 1 ? free.indices.first : nil)
                if let index {
                    append(update(free.remove(at: index), endpoints: part, ports: ports), to: &mutations)
                } else {
                    mutations.append(.create(make(endpoints: part, ports: ports, taken: &taken)))
                }
            }
        }
        // A Service with no endpoints keeps one slice that says so.
        if groups.isEmpty, let first = free.first {
            free.removeFirst()
            append(update(first, endpoints: .null, ports: .null), to: &mutations)
        } else if groups.isEmpty {
            mutations.append(.create(make(endpoints: .null, ports: .null, taken: &taken)))
        }
        for slice in free { mutations.append(.delete(slice.key, uid: slice.uid, gracePeriodSeconds: nil)) }
        return mutations
    }

    private func append(_ update: Value?, to mutations: inout [Mutation]) {
        if let update { mutations.append(.update(update.unversioned)) }
    }

    private func update(_ slice: Value, endpoints: Value, ports: Value) -> Value? {
        var updated = slice
        updated["endpoints"] = inKnownOrder(endpoints, slice["endpoints"])
        updated["ports"] = ports
        updated.set(labels, at: "metadata", "labels")
        return updated == slice ? nil : updated
    }

    /// Endpoints that were there stay where they are; new ones come after.
    private func inKnownOrder(_ endpoints: Value, _ known: Value?) -> Value {
        guard let wanted = endpoints.array, let known = known?.array else { return endpoints }
        func identity(_ endpoint: Value) -> String { endpoint.at("targetRef", "uid")?.string ?? "" }
        var rest = Dictionary(wanted.map { (identity($0), $0) }, uniquingKeysWith: { first, _ in first })
        var ordered = known.compactMap { rest.removeValue(forKey: identity($0)) }
        ordered += wanted.filter { rest[identity($0)] != nil }
        return Value(ordered)
    }

    private func make(endpoints: Value, ports: Value, taken: inout Set<String>) -> Value {
        let name = view.freshName(
            prefix: service.name + "-", kind: "EndpointSlice", group: "discovery.k8s.io",
            namespace: service.namespace, seed: "\(service.uid) \(now.milliseconds) \(taken.count)", taken: taken)
        taken.insert(name)
        return [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
            "metadata": [
                "name": Value(name), "generateName": Value(service.name + "-"),
                "namespace": Value(service.namespace), "labels": labels,
                "ownerReferences": [service.asController],
            ],
            "addressType": Value(service.at("spec", "ipFamilies")?.elements.first?.string ?? "IPv4"),
            "endpoints": endpoints, "ports": ports,
        ]
    }

    /// The Service's own, and the three that slices are found by.
    private var labels: Value {
        let reserved: Set<String> = [EndpointSlices.managedBy, EndpointSlices.serviceName, EndpointSlices.headless]
        var labels: Value = [:]
        for (name, value) in service.labels where !reserved.contains(name) { labels[name] = value }
        labels[EndpointSlices.managedBy] = Value(EndpointSlices.manager)
        labels[EndpointSlices.serviceName] = Value(service.name)
        if service.isHeadless { labels[EndpointSlices.headless] = "" }
        return labels
    }
}

/// What every Kubernetes object has. https://kubernetes.io/docs/reference/using-api/api-concepts/
extension Value {
    public var apiVersion: String { self["apiVersion"]?.string ?? "" }
    public var objectKind: String { self["kind"]?.string ?? "" }
    public var metadata: Value { self["metadata"] ?? .emptyObject }
    public var name: String { at("metadata", "name")?.string ?? "" }
    /// Empty for a cluster-scoped object, and for one that names none.
    public var namespace: String { at("metadata", "namespace")?.string ?? "" }
    public var uid: String { at("metadata", "uid")?.string ?? "" }
    public var resourceVersion: String { at("metadata", "resourceVersion")?.string ?? "" }
    public var generation: Int { at("metadata", "generation")?.int ?? 0 }
    public var isBeingDeleted: Bool { at("metadata", "deletionTimestamp")?.string != nil }
    public var finalizers: [String] { at("metadata", "finalizers")?.elements.compactMap(\.string) ?? [] }
    public func label(_ name: String) -> String? { at("metadata", "labels", name)?.string }
    public func annotation(_ name: String) -> String? { at("metadata", "annotations", name)?.string }
    public var labels: Members { at("metadata", "labels")?.members ?? Members() }
    public var annotations: Members { at("metadata", "annotations")?.members ?? Members() }
    public var spec: Value { self["spec"] ?? .emptyObject }
    public var status: Value { self["status"] ?? .emptyObject }

    /// `apps` for `apps/v1`; empty for the core group's `v1`.
    public var group: String {
        let text = apiVersion
        guard let slash = text.utf8.firstIndex(of: 0x2f) else { return "" }
        return String(text[..<slash])
    }

    /// The object's key as its own fields say it.
    public var key: ObjectKey { ObjectKey(group: group, kind: objectKind, namespace: namespace, name: name) }
}

public import Model

/// What turning files into manifests asks of the outside.
public struct RenderSettings: Sendable {
    /// For namespaced objects that name none; empty leaves them to `default`, as kubectl does.
    public var namespace: String
    /// nil where the kind is not known.
    public var isNamespaced: @Sendable (_ apiVersion: String, _ kind: String) -> Bool?
    /// Done to every object before it becomes a manifest: marks.
    public var transform: @Sendable (Value) -> Value

    public init(
        namespace: String = "", isNamespaced: @escaping @Sendable (_ apiVersion: String, _ kind: String) -> Bool?,
        transform: @escaping @Sendable (Value) -> Value = { $0 }
    ) {
        self.namespace = namespace
        self.isNamespaced = isNamespaced
        self.transform = transform
    }
}

public import Model

/// What one object says of another: that it needs it, where it says so, and what for.
public struct Reference: Hashable, Sendable {
    /// What kind of tie it is; the order rules go by it.
    public enum Relation: String, Hashable, Sendable, CaseIterable {
        /// An object in a namespace.
        case namespace
        /// A custom resource's definition.
        case definition
        case configMap, secret, serviceAccount, volumeClaim, priorityClass, runtimeClass
        /// A StatefulSet's headless Service.
        case governingService
        case storageClass, volume
        case role, subject
        /// An Ingress's Services.
        case backend
        case ingressClass, tlsSecret
        case scaleTarget
        /// The Service that a webhook configuration or an APIService calls.
        case calls
    }

    public var relation: Relation
    public var target: ObjectKey
    /// The entry of a ConfigMap or Secret, where one is named.
    public var entry: String?
    /// A Service's port, where one is named: a number or a name.
    public var port: Value?
    /// Where the reference stands.
    public var path: FieldPath
    /// Kubernetes does without, where the target is missing.
    public var isOptional: Bool
    /// The verb of the sentence: `takes DB_PASSWORD from`, `mounts`, `runs as`.
    public var verb: String

    public init(
        _ relation: Relation, _ target: ObjectKey, at path: FieldPath, verb: String, entry: String? = nil,
        port: Value? = nil, isOptional: Bool = false
    ) {
        self.relation = relation
        self.target = target
        self.path = path
        self.verb = verb
        self.entry = entry
        self.port = port
        self.isOptional = isOptional
    }
}

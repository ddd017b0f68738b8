/// One version of one kind as the API serves it.
public struct ResourceType: Hashable, Sendable {
    /// Empty for the core group.
    public var group: String
    public var version: String
    public var kind: String
    /// The name in URLs: `deployments`.
    public var plural: String
    public var isNamespaced: Bool

    public init(group: String, version: String, kind: String, plural: String, isNamespaced: Bool) {
        self.group = group
        self.version = version
        self.kind = kind
        self.plural = plural
        self.isNamespaced = isNamespaced
    }

    /// `apps/v1`, or `v1` for the core group.
    public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    /// `deployments.apps`, or `pods` for the core group: how messages name it.
    public var qualifiedPlural: String { group.isEmpty ? plural : "\(plural).\(group)" }
}

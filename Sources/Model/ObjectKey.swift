/// Names one object in one cluster, whatever version it is written in.
public struct ObjectKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Empty for the core group.
    public var group: String
    public var kind: String
    /// Empty for a cluster-scoped object.
    public var namespace: String
    public var name: String

    public init(group: String, kind: String, namespace: String, name: String) {
        self.group = group
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }

    /// `GROUP/KIND/NAMESPACE/NAME`, with an empty part where there is none: `/Namespace//shop`.
    public var description: String { "\(group)/\(kind)/\(namespace)/\(name)" }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4, !parts[1].isEmpty, !parts[3].isEmpty else { return nil }
        self.init(group: String(parts[0]), kind: String(parts[1]), namespace: String(parts[2]), name: String(parts[3]))
    }

    /// As people say it: `Deployment "api"`.
    public var spoken: String { "\(kind) \"\(name)\"" }

    /// Equal byte for byte, which is what `hash` goes by.
    public static func == (left: ObjectKey, right: ObjectKey) -> Bool {
        left.name.hasBytes(of: right.name) && left.namespace.hasBytes(of: right.namespace)
            && left.kind.hasBytes(of: right.kind) && left.group.hasBytes(of: right.group)
    }

    /// Keys are looked up more often than anything else: one number stands for the four texts.
    public func hash(into hasher: inout Hasher) {
        var hash = FlatHash.mix(UInt64(FlatHash.text(name)), UInt64(FlatHash.text(namespace)))
        hash = FlatHash.mix(hash, UInt64(FlatHash.text(kind)) << 32 | UInt64(FlatHash.text(group)))
        hasher.combine(hash)
    }

    public static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        (left.namespace, left.group, left.kind, left.name) < (right.namespace, right.group, right.kind, right.name)
    }
}

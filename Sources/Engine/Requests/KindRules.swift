import ClusterAPI
import Diff
import Kinds
import Model

/// What the state machine needs to know of the kind that a request names.
struct KindRules: Sendable {
    var info: KindInfo
    /// nil for a built-in kind.
    var custom: CustomKind?
    var type: ResourceType { info.type }
    var hasStatus: Bool { info.hasStatus }
    var schema: Schema {
        if let custom { return custom.schema }
        return builtinSchema(group: type.group, version: type.version, kind: type.kind) ?? .unknown
    }

    func key(namespace: String, name: String) -> ObjectKey {
        ObjectKey(
            group: type.group, kind: type.kind, namespace: type.isNamespaced ? namespace : "", name: name)
    }

    /// As messages name the kind: `Deployment.apps`.
    var qualifiedKind: String { type.group.isEmpty ? type.kind : "\(type.kind).\(type.group)" }
}

extension ClusterState {
    /// The rules of the kind that a request names, or 404.
    func servedKind(_ request: Request) throws(ClusterError) -> KindRules {
        let kind = try servedKind(apiVersion: request.type.apiVersion, kind: request.type.kind)
        guard let subresource = request.subresource else { return kind }
        if kind.info.subresources.contains(where: { $0.name == subresource }) { return kind }
        throw ClusterState.notServed
    }

    /// The rules of an object's kind in its own version, or in the stored one where its own is not served.
    func servedKind(of object: Value) throws(ClusterError) -> KindRules {
        if let info = BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind) {
            return KindRules(info: info)
        }
        guard let custom = store.custom.kind(of: object) else { throw ClusterState.notServed }
        return KindRules(info: custom.info, custom: custom)
    }

    func servedKind(apiVersion: String, kind: String) throws(ClusterError) -> KindRules {
        if let info = BuiltinKinds.named(apiVersion: apiVersion, kind: kind) { return KindRules(info: info) }
        guard let custom = store.custom.named(apiVersion: apiVersion, kind: kind) else { throw ClusterState.notServed }
        return KindRules(info: custom.info, custom: custom)
    }

    /// The rules of a stored kind, whatever version its objects are stored in; nil where it is not served any more.
    func rules(of kind: GroupKind) -> KindRules? {
        if let info = BuiltinKinds.named(group: kind.group, kind: kind.kind) { return KindRules(info: info) }
        return store.custom.stored(group: kind.group, kind: kind.kind).map { KindRules(info: $0.info, custom: $0) }
    }

    private static let notServed = ClusterError(
        code: 404, reason: .notFound, message: "the server could not find the requested resource")
}

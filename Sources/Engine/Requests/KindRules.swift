import ClusterAPI
import Diff
import Kinds
import Model

/// What the state machine needs to know of the kind that a request names.
struct KindRules: Sendable {
    var info: KindInfo
    var type: ResourceType { info.type }
    var hasStatus: Bool { info.hasStatus }
    var schema: Schema {
        builtinSchema(group: type.group, version: type.version, kind: type.kind) ?? .unknown
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

    func servedKind(of object: Value) throws(ClusterError) -> KindRules {
        try servedKind(apiVersion: object.apiVersion, kind: object.objectKind)
    }

    func servedKind(apiVersion: String, kind: String) throws(ClusterError) -> KindRules {
        guard let info = BuiltinKinds.named(apiVersion: apiVersion, kind: kind) else { throw ClusterState.notServed }
        return KindRules(info: info)
    }

    private static let notServed = ClusterError(
        code: 404, reason: .notFound, message: "the server could not find the requested resource")
}

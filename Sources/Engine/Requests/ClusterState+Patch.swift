import ClusterAPI
import Diff
import Model

extension ClusterState {
    mutating func patch(
        _ request: Request, _ type: Request.PatchType, _ kind: KindRules
    ) throws(ClusterError) -> Response {
        guard let patch = request.body else { throw .badRequest("the body of a patch is missing") }
        let key = kind.key(namespace: request.namespace, name: request.name)
        guard let old = store.object(key) else {
            throw .notFound(kind.type, name: request.name)
        }
        let patched = try patched(served(old, as: kind.type), with: patch, type, kind)
        return try replace(old, with: patched, request, kind, operation: .update)
    }

    private func patched(
        _ object: Value, with patch: Value, _ type: Request.PatchType, _ kind: KindRules
    ) throws(ClusterError) -> Value {
        switch type {
        case .json, .merge, .strategic, .apply:
            throw ClusterError(
                code: 415, reason: .unsupportedMediaType,
                message: "the body of the request was in an unknown format - accepted media types include: "
                    + "application/json")
        }
    }
}

import ClusterAPI
import Diff
import Model

extension ClusterState {
    /// What a patch makes of an object, before admission.
    func patched(
        _ object: Value, with patch: Value, _ type: Request.PatchType, _ kind: KindRules
    ) throws(ClusterError) -> Value {
        do throws(PatchError) {
            switch type {
            case .json: return try applyJSONPatch(patch, to: object)
            case .strategic: return try applyStrategicMergePatch(patch, to: object, schema: kind.schema)
            case .merge, .apply: return applyMergePatch(patch, to: object)
            }
        } catch {
            throw ClusterState.refusal(of: error, object, kind)
        }
    }

    /// A patch that cannot be carried out, with the codes that kube-apiserver gives.
    private static func refusal(of error: PatchError, _ object: Value, _ kind: KindRules) -> ClusterError {
        switch error.kind {
        case .malformed:
            return .badRequest(error.message)
        case .unprocessable:
            var details = ClusterError.Details()
            details.name = object.name
            details.group = kind.type.group
            details.kind = kind.type.kind
            return ClusterError(
                code: 422, reason: .invalid,
                message: "the server rejected our request due to an error in our request", details: details)
        case .conflict:
            return .conflict(kind.type, name: object.name, error.message)
        case .other:
            return .internalError(error.message)
        }
    }
}

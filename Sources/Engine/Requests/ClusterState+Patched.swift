import ClusterAPI
import Diff
import Model

extension ClusterState {
    /// What a patch makes of an object, before admission.
    func patched(
        _ object: Value, with patch: Value, _ type: Request.PatchType, _ kind: KindRules
    ) throws(ClusterError) -> Value {
        throw ClusterError(code: 415, reason: .unsupportedMediaType, message: "the body is no known patch")
    }
}

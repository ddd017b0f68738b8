import ClusterAPI
import Kinds
import Model

extension ClusterState {
    mutating func patch(
        _ request: Request, _ type: Request.PatchType, _ kind: KindRules
    ) throws(ClusterError) -> Response {
        guard let patch = request.body else { throw .badRequest("the body of a patch is missing") }
        let key = kind.key(namespace: request.namespace, name: request.name)
        if type == .apply { try requireSameName(patch, request, kind) }
        guard let old = store.object(key) else {
            guard type == .apply, request.subresource == nil else { throw .notFound(kind.type, name: request.name) }
            return try createByApply(patch, request, kind)
        }
        if request.subresource == "scale" { return try patchScale(old, patch, type, request, kind) }
        let live = served(old, as: kind.type)
        if type == .apply {
            let applied = try applied(patch, to: live, request, kind)
            return try replace(old, with: applied, request, kind, operation: .apply)
        }
        let patched = try patched(live, with: patch, type, kind)
        if patched.name != old.name || patched.namespace != old.namespace {
            throw .badRequest(
                "the name of the object (\(patched.name)) does not match the name on the URL (\(request.name))")
        }
        do throws(ClusterError) {
            return try replace(old, with: patched, request, kind, operation: .update)
        } catch {
            throw strictly(error, patch, type, kind)
        }
    }

    /// What strict decoding refuses of a patch is told of the patch, whose text the message repeats; a Secret's is not
    /// repeated.
    private func strictly(
        _ error: ClusterError, _ patch: Value, _ type: Request.PatchType, _ kind: KindRules
    ) -> ClusterError {
        guard error.code == 400, let start = error.message.firstRange(of: "strict decoding error: ") else {
            return error
        }
        let text = type == .strategic ? goMapText(patch) : patch.json
        let isSecret = kind.type.kind == "Secret" && kind.type.group.isEmpty
        let words =
            "Invalid value: \((isSecret ? "(redacted)" : text).quotedAsGo): \(error.message[start.lowerBound...])"
        var details = ClusterError.Details()
        details.causes = [ClusterError.Cause(reason: "FieldValueInvalid", message: words, field: "patch")]
        return ClusterError(
            code: 422, reason: .invalid, message: " \"\" is invalid: patch: \(words)", details: details)
    }

    private mutating func createByApply(
        _ patch: Value, _ request: Request, _ kind: KindRules
    ) throws(ClusterError) -> Response {
        try requireNamespace(request.namespace, for: kind.type, name: request.name)
        try requireLastingDefinition(kind)
        var applied = try applied(patch, to: nil, request, kind)
        if kind.type.isNamespaced, applied.namespace.isEmpty {
            applied.set(Value(request.namespace), at: "metadata", "namespace")
        }
        let admitted = try admitNew(applied, kind, request.options)
        let created = try insert(
            admitted.object, kind, manager: request.options.fieldManager, operation: .apply,
            dryRun: request.options.dryRun)
        return Response(code: 201, .object(served(created, as: kind.type)), warnings: admitted.warnings)
    }

    private func requireSameName(_ patch: Value, _ request: Request, _ kind: KindRules) throws(ClusterError) {
        if !patch.name.isEmpty, patch.name != request.name {
            throw .badRequest(
                "the name of the object (\(patch.name)) does not match the name on the URL (\(request.name))")
        }
        if kind.type.isNamespaced, !patch.namespace.isEmpty, patch.namespace != request.namespace {
            throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
        }
    }

    private mutating func patchScale(
        _ old: Value, _ patch: Value, _ type: Request.PatchType, _ request: Request, _ kind: KindRules
    ) throws(ClusterError) -> Response {
        let scale = try scale(of: old, kind)
        let patched: Value
        if type == .apply {
            patched = patch
        } else {
            patched = try self.patched(scale, with: patch, type == .strategic ? .merge : type, kind)
        }
        return try updateScale(request, patched, kind)
    }
}

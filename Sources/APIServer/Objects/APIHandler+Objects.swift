import ClusterAPI
import Kinds
import Model

extension APIHandler {
    /// Reads and writes of objects, collections and subresources.
    func objects(_ path: ObjectPath, _ call: Call) async throws(ClusterError) -> Answer {
        let index = try await index()
        guard let served = index.resource(group: path.group, version: path.version, plural: path.plural) else {
            throw .noSuchPath
        }
        var answer = try await objects(served, path, call)
        if let warning = deprecation(of: served.type), !answer.warnings.contains(warning) {
            answer.warnings.insert(warning, at: 0)
        }
        return answer
    }

    private func objects(
        _ served: ServedResource, _ path: ObjectPath, _ call: Call
    ) async throws(ClusterError) -> Answer {
        if let components = try await components(served, path, call) { return components }
        if let review = try await review(served, path, call) { return review }
        if let subresource = path.subresource {
            guard served.subresources.contains(subresource) else { throw .noSuchPath }
            if subresource == "token", served.type == .serviceAccounts {
                return try await createToken(served, path, call)
            }
            if let answer = try await podSubresource(subresource, served, path, call) { return answer }
        }
        switch (call.method, path.name.isEmpty) {
        case ("GET", _) where isWatch(path, call): return try await watch(served, path, call)
        case ("GET", true), ("HEAD", true): return try await perform(.list, served, path, call, options: "ListOptions")
        case ("GET", false), ("HEAD", false): return try await perform(.get, served, path, call, options: "GetOptions")
        case ("POST", true): return try await perform(.create, served, path, call, options: "CreateOptions")
        case ("POST", false) where path.subresource != nil:
            return try await perform(.create, served, path, call, options: "CreateOptions")
        case ("PUT", false): return try await perform(.update, served, path, call, options: "UpdateOptions")
        case ("PATCH", false): return try await patch(served, path, call)
        case ("DELETE", true): return try await perform(.deleteCollection, served, path, call, options: "DeleteOptions")
        case ("DELETE", false): return try await perform(.delete, served, path, call, options: "DeleteOptions")
        default: throw .noSuchMethod
        }
    }

    private func isWatch(_ path: ObjectPath, _ call: Call) -> Bool {
        path.subresource == nil && (path.isWatch || (path.name.isEmpty && call.query.flag("watch")))
    }

    private func perform(
        _ verb: ClusterAPI.Request.Verb, _ served: ServedResource, _ path: ObjectPath, _ call: Call,
        options kind: String
    ) async throws(ClusterError) -> Answer {
        let presentation = try Presentation(accept: call.accept, includeObject: call.query["includeObject"])
        var request = ClusterAPI.Request(
            verb, served.type, namespace: path.namespace, name: path.name, subresource: path.subresource,
            options: try readOptions(call, kind: kind))
        switch verb {
        case .create where served.type.kind == "CertificateSigningRequest":
            request.body = signingRequest(try completed(try readBody(call), served.type, path), by: call.requestor)
        case .create, .update: request.body = try completed(try readBody(call), served.type, path)
        case .delete, .deleteCollection: try readDeleteOptions(call, into: &request.options)
        case .list: try requireListOptions(call.query)
        default: break
        }
        return try await present(try await perform(request, for: call.requestor), served, presentation)
    }

    private func patch(_ served: ServedResource, _ path: ObjectPath, _ call: Call) async throws(ClusterError) -> Answer
    {
        let presentation = try Presentation(accept: call.accept, includeObject: call.query["includeObject"])
        let type = served.type
        let isBuiltin = BuiltinKinds.named(apiVersion: type.apiVersion, kind: type.kind) != nil
        let (patchType, body) = try readPatch(call, isBuiltin: isBuiltin)
        var options = try readOptions(call, kind: "PatchOptions")
        if patchType == .apply, call.query["fieldManager"].isEmpty {
            throw .invalidOptions(
                "PatchOptions",
                ClusterError.Cause(
                    reason: "FieldValueRequired", message: "Required value: is required for apply patch",
                    field: "fieldManager"))
        }
        if patchType != .apply, call.query.has("force") {
            throw .invalidOptions(
                "PatchOptions",
                ClusterError.Cause(
                    reason: "FieldValueForbidden", message: "Forbidden: may not be specified for non-apply patch",
                    field: "force"))
        }
        if patchType != .apply { options.force = false }
        let request = ClusterAPI.Request(
            .patch(patchType), type, namespace: path.namespace, name: path.name, subresource: path.subresource,
            body: body,
            options: options)
        return try await present(try await perform(request, for: call.requestor), served, presentation)
    }

    /// Clients may leave out of a body what the path says.
    private func completed(_ body: Value, _ type: ResourceType, _ path: ObjectPath) throws(ClusterError) -> Value {
        guard body.isObject else { throw .badRequest("the body of the request is no object") }
        var body = body
        let isWhole = path.subresource == nil || path.subresource == "status" || path.subresource == "finalize"
        if isWhole {
            if body.apiVersion.isEmpty { body["apiVersion"] = Value(type.apiVersion) }
            if body.objectKind.isEmpty { body["kind"] = Value(type.kind) }
        }
        if !path.name.isEmpty, body.name.isEmpty { body.set(Value(path.name), at: "metadata", "name") }
        if type.isNamespaced, body.namespace.isEmpty { body.set(Value(path.namespace), at: "metadata", "namespace") }
        return body
    }
}

import ClusterAPI
import Kinds
import Model

extension ClusterState {
    mutating func create(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        if let subresource = request.subresource { return try post(subresource, request, kind) }
        guard var object = request.body, object.isObject else { throw .badRequest("the body of a create is an object") }
        try requireKind(of: object, kind)
        try placeInNamespace(&object, request, kind)
        try requireNamespace(object.namespace, for: kind.type, name: object.name)
        try requireLastingDefinition(kind)
        let admitted = try admitNew(object, kind, request.options)
        let created = try insert(
            admitted.object, kind, manager: request.options.fieldManager, operation: .update,
            dryRun: request.options.dryRun)
        return Response(code: 201, .object(served(created, as: kind.type)), warnings: admitted.warnings)
    }

    /// Names a new object where its name is generated, and lets admission look at it.
    func admitNew(_ object: Value, _ kind: KindRules, _ options: Request.Options) throws(ClusterError) -> Admitted {
        var object = object
        let version = store.resourceVersion &+ 1
        try nameIfGenerated(&object, kind, version)
        // A dry run never comes to where a version would matter.
        if options.dryRun { object.set(nil, at: "metadata", "resourceVersion") }
        object = try mutateByPlugins(object, kind.type)
        let admitted = try admit(creating: object, as: kind.custom, uid: identity.uid(version), options)
        try requireServiceAccount(of: admitted.object, kind.type)
        try requireLimits(for: admitted.object, kind.type)
        try requireQuota(for: admitted.object, kind.type)
        return dated(admitted, kind.type)
    }

    /// Gives an admitted object its identity and stores it.
    mutating func insert(
        _ object: Value, _ kind: KindRules, manager: String, operation: WriteOperation, dryRun: Bool
    ) throws(ClusterError) -> Value {
        var object = object
        let version = store.resourceVersion &+ 1
        let key = kind.key(namespace: object.namespace, name: object.name)
        if store.object(key) != nil { throw .alreadyExists(kind.type, name: object.name) }
        var metadata = object.metadata
        metadata["uid"] = Value(identity.uid(version))
        metadata["creationTimestamp"] = Value(now.description)
        metadata["deletionTimestamp"] = nil
        metadata["deletionGracePeriodSeconds"] = nil
        metadata["resourceVersion"] = nil
        metadata["generation"] = kind.hasGeneration ? 1 : nil
        metadata["selfLink"] = nil
        object["metadata"] = metadata
        object = recordFields(object, old: nil, kind, manager: manager, operation: operation, subresource: nil)
        object = self.stored(object, kind)
        // What the server itself assigns belongs to no manager.
        try services.allocate(&object, old: nil, dryRun: dryRun)
        if dryRun { return object }
        let stored = store.put(object, at: key)
        chargeQuota(for: stored, kind.type)
        return stored
    }

    private func requireKind(of object: Value, _ kind: KindRules) throws(ClusterError) {
        let type = kind.type
        if object.objectKind.isEmpty || object.apiVersion.isEmpty {
            throw .badRequest(
                "Object '\(object.objectKind.isEmpty ? "Kind" : "apiVersion")' is missing in '\(object.json)'")
        }
        if object.objectKind == type.kind, object.apiVersion == type.apiVersion { return }
        throw .badRequest(
            "\(type.kind) in version \"\(type.version)\" cannot be handled as a \(type.kind): the API version in the "
                + "data (\(object.apiVersion)) does not match the expected API version (\(type.apiVersion))")
    }

    private func placeInNamespace(
        _ object: inout Value, _ request: Request, _ kind: KindRules
    ) throws(ClusterError) {
        guard kind.type.isNamespaced else {
            if !object.namespace.isEmpty { object.set(nil, at: "metadata", "namespace") }
            return
        }
        if object.namespace.isEmpty {
            object.set(Value(request.namespace), at: "metadata", "namespace")
        } else if object.namespace != request.namespace {
            throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
        }
    }

    private func nameIfGenerated(
        _ object: inout Value, _ kind: KindRules, _ version: UInt64
    ) throws(ClusterError) {
        guard object.name.isEmpty, let base = object.at("metadata", "generateName")?.string, !base.isEmpty else {
            return
        }
        let prefix = String(base.prefix(58))
        for attempt in 0..<8 {
            let name = prefix + identity.suffix(version, attempt: attempt)
            guard store.object(kind.key(namespace: object.namespace, name: name)) == nil else { continue }
            object.set(Value(name), at: "metadata", "name")
            return
        }
        throw .alreadyExists(kind.type, name: prefix)
    }
}

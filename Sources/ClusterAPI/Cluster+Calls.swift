public import Model

/// Calls that read as sentences; each is one request.
extension Cluster {
    /// The object, or nil where there is none.
    public func get(_ type: ResourceType, namespace: String = "", name: String) async throws(ClusterError) -> Value? {
        do {
            return try await perform(Request(.get, type, namespace: namespace, name: name)).object
        } catch  where error.reason == .notFound {
            return nil
        } catch {
            throw error
        }
    }

    public func list(
        _ type: ResourceType, namespace: String = "", labelSelector: String = ""
    ) async throws(ClusterError) -> ObjectList {
        var request = Request(.list, type, namespace: namespace)
        request.options.labelSelector = labelSelector
        return try await perform(request).list ?? ObjectList(items: [], resourceVersion: "")
    }

    @discardableResult
    public func create(_ type: ResourceType, _ object: Value, manager: String) async throws(ClusterError) -> Value {
        var request = Request(.create, type, namespace: object.namespace, body: object)
        request.options.fieldManager = manager
        return try await perform(request).object ?? object
    }

    @discardableResult
    public func update(_ type: ResourceType, _ object: Value, manager: String) async throws(ClusterError) -> Value {
        var request = Request(.update, type, namespace: object.namespace, name: object.name, body: object)
        request.options.fieldManager = manager
        return try await perform(request).object ?? object
    }

    @discardableResult
    public func patch(
        _ type: ResourceType, namespace: String = "", name: String, _ patch: Value, as patchType: Request.PatchType,
        manager: String
    ) async throws(ClusterError) -> Value {
        var request = Request(.patch(patchType), type, namespace: namespace, name: name, body: patch)
        request.options.fieldManager = manager
        return try await perform(request).object ?? .null
    }

    public func delete(
        _ type: ResourceType, namespace: String = "", name: String, uid: String? = nil,
        propagation: Request.Propagation? = nil
    ) async throws(ClusterError) {
        var request = Request(.delete, type, namespace: namespace, name: name)
        request.options.preconditionUID = uid
        request.options.propagation = propagation
        _ = try await perform(request)
    }

    /// What a pod's container has written so far. Refused while the container has not started.
    public func log(
        ofPod name: String, namespace: String, _ options: LogOptions = LogOptions()
    ) async throws(ClusterError) -> String {
        let pods = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods", isNamespaced: true)
        var request = Request(.get, pods, namespace: namespace, name: name, subresource: "log")
        request.options.log = options
        return try await perform(request).text ?? ""
    }
}

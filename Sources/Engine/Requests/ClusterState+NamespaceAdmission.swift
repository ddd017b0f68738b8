import ClusterAPI
import Model

extension ClusterState {
    /// Refuses what would make an object in a namespace that is not there or is being removed.
    func requireNamespace(_ namespace: String, for type: ResourceType, name: String) throws(ClusterError) {
        guard type.isNamespaced else { return }
        guard let found = store.object(ObjectKey(group: "", kind: "Namespace", namespace: "", name: namespace)) else {
            throw .notFound(ResourceType.namespaces, name: namespace)
        }
        guard found.isBeingDeleted else { return }
        var error = ClusterError.forbidden(
            type, name: name, "unable to create new content in namespace \(namespace) because it is being terminated")
        error.details?.causes = [
            ClusterError.Cause(
                reason: "NamespaceTerminating", message: "namespace \(namespace) is being terminated",
                field: "metadata.namespace")
        ]
        throw error
    }
}

extension ResourceType {
    static let namespaces = ResourceType(
        group: "", version: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)
}

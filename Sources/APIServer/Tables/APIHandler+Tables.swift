import ClusterAPI
import Kinds
import Model

extension APIHandler {
    /// A built-in kind's columns, or those that its definition names.
    func tableShape(of type: ResourceType) async throws(ClusterError) -> TableShape {
        if let info = BuiltinKinds.named(apiVersion: type.apiVersion, kind: type.kind) { return TableShape(info) }
        guard let definition = try await customDefinition(of: type) else { return .nameAndAge }
        return TableShape(definition: definition, version: type.version)
    }

    /// The CustomResourceDefinition of a kind; nil where the cluster has none.
    func customDefinition(of type: ResourceType) async throws(ClusterError) -> Value? {
        guard let info = BuiltinKinds.named(group: "apiextensions.k8s.io", kind: "CustomResourceDefinition"),
            !type.group.isEmpty
        else { return nil }
        do {
            return try await cluster.get(info.type, name: "\(type.plural).\(type.group)")
        } catch  where !error.isTransient {
            return nil
        } catch {
            throw error
        }
    }
}

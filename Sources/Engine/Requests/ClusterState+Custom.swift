import ClusterAPI
import Kinds
import Model

/// What is different about custom resources.
extension ClusterState {
    /// An object in the version in which its kind is stored.
    func stored(_ object: Value, _ kind: KindRules) -> Value {
        guard let custom = kind.custom, object.apiVersion != custom.storageAPIVersion,
            let storage = store.custom.stored(by: custom.definition)
        else { return object }
        return storage.storing(object)
    }

    /// Nothing new comes of a definition that is being removed.
    func requireLastingDefinition(_ kind: KindRules) throws(ClusterError) {
        guard let custom = kind.custom, let definition = store.object(.definition(custom.definition)),
            definition.isConditionTrue("Terminating")
        else { return }
        var error = ClusterError.methodNotAllowed(kind.type, verb: "create")
        error.message = "create not allowed while custom resource definition is terminating"
        throw error
    }

    /// Custom resources cannot be overwritten unseen.
    func requireVersion(of object: Value, _ kind: KindRules) throws(ClusterError) {
        guard object.resourceVersion.isEmpty else { return }
        let words = "Invalid value: 0: must be specified for an update"
        var details = ClusterError.Details()
        details.name = object.name
        details.group = kind.type.group
        details.kind = kind.type.plural
        details.causes = [
            ClusterError.Cause(reason: "FieldValueInvalid", message: words, field: "metadata.resourceVersion")
        ]
        throw ClusterError(
            code: 422, reason: .invalid,
            message:
                "\(kind.type.qualifiedPlural) \"\(object.name)\" is invalid: metadata.resourceVersion: \(words)",
            details: details)
    }
}

extension ObjectKey {
    static func definition(_ name: String) -> ObjectKey {
        ObjectKey(group: CustomKinds.group, kind: CustomKinds.kind, namespace: "", name: name)
    }
}

import Kinds
import Model

/// Looks after CustomResourceDefinitions, as apiextensions-apiserver's controllers do: accepts their names where nobody
/// has them yet, has them served, and clears up what they define when they go.
struct DefinitionController: Controller {
    let name = "customresourcedefinition-controller"

    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey] {
        guard let object = new ?? old else { return [] }
        if object.key.isDefinition {
            // Names that one gives back, another may be waiting for.
            let own = new == nil ? [] : [object.key]
            if old?.at("status", "acceptedNames") == new?.at("status", "acceptedNames") { return own }
            let group = object.at("spec", "group")
            let others = definitions(view).filter { $0.at("spec", "group") == group && $0.name != object.name }
            return own + others.map(\.key)
        }
        guard new == nil, BuiltinKinds.named(group: object.group, kind: object.objectKind) == nil else { return [] }
        return definitions(view).filter { $0.isBeingDeleted && defines($0, object) }.map(\.key)
    }

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard let definition = view.object(key) else { return Reconciliation() }
        if definition.isBeingDeleted { return cleared(definition, in: view, at: now) }
        var result = named(definition, among: definitions(view), at: now)
        if result.isConditionTrue("NamesAccepted"), !result.isConditionTrue("Established") {
            result = DefinitionStatus.setting(
                "Established", true, "InitialNamesAccepted", "the initial names have been accepted", in: result, at: now
            )
        }
        result = storing(result)
        return Reconciliation(result["status"] == definition["status"] ? [] : [.updateStatus(result)])
    }

    private func definitions(_ view: any ClusterView) -> [Value] {
        view.objects(group: CustomKinds.group, kind: CustomKinds.kind, namespace: nil)
    }

    private func defines(_ definition: Value, _ object: Value) -> Bool {
        definition.at("spec", "group")?.string == object.group
            && definition.at("spec", "names", "kind")?.string == object.objectKind
    }

    /// The version in which objects are written from now on is one of those that may be in the store.
    private func storing(_ definition: Value) -> Value {
        let versions = definition.at("spec", "versions")?.elements ?? []
        guard let name = versions.first(where: { $0["storage"]?.bool == true })?["name"],
            let stored = definition.at("status", "storedVersions")?.array, !stored.contains(name)
        else { return definition }
        var result = definition
        result.set(Value(stored + [name]), at: "status", "storedVersions")
        return result
    }

    /// Deletes the objects of a definition that goes; once none is left, lets it go.
    private func cleared(_ definition: Value, in view: any ClusterView, at now: Instant) -> Reconciliation {
        guard definition.finalizers.contains(DefinitionStatus.finalizer),
            let group = definition.at("spec", "group")?.string,
            let kind = definition.at("spec", "names", "kind")?.string
        else { return Reconciliation() }
        // A definition whose names were never accepted has no objects, though another of that kind may.
        let isServed = definition.isConditionTrue("Established")
        let objects = isServed ? view.objects(group: group, kind: kind, namespace: nil) : []
        guard objects.isEmpty else {
            let status = DefinitionStatus.setting(
                "Terminating", true, "InstanceDeletionInProgress", "CustomResource deletion is in progress",
                in: definition, at: now)
            let deletes = objects.filter { !$0.isBeingDeleted }.map {
                Mutation.delete($0.key, uid: $0.uid, gracePeriodSeconds: nil)
            }
            let isSaid = status["status"] == definition["status"]
            return Reconciliation((isSaid ? [] : [.updateStatus(status)]) + deletes)
        }
        var last = DefinitionStatus.setting(
            "Terminating", false, "InstanceDeletionCompleted", "removed all instances", in: definition, at: now)
        let finalizers = definition.finalizers.filter { $0 != DefinitionStatus.finalizer }
        last.set(finalizers.isEmpty ? nil : Value(strings: finalizers), at: "metadata", "finalizers")
        return Reconciliation([.write(last)])
    }
}

import Model

extension Value {
    /// The ownerReference of the one controller that manages this object.
    var controllerReference: Value? {
        at("metadata", "ownerReferences")?.elements.first { $0["controller"]?.bool == true }
    }

    /// The key of the controller that manages this object, where it is of that kind.
    func controllerKey(group: String, kind: String) -> ObjectKey? {
        guard let reference = controllerReference, reference["kind"]?.string == kind,
            let name = reference["name"]?.string, let version = reference["apiVersion"]?.string,
            group.isEmpty ? !version.contains("/") : version.hasPrefix(group + "/")
        else { return nil }
        return ObjectKey(group: group, kind: kind, namespace: namespace, name: name)
    }

    func isControlled(by owner: Value) -> Bool {
        guard let uid = controllerReference?["uid"]?.string else { return false }
        return uid == owner.uid
    }

    /// What an object that this one controls refers back with.
    var asController: Value {
        [
            "apiVersion": Value(apiVersion), "kind": Value(objectKind), "name": Value(name), "uid": Value(uid),
            "controller": true, "blockOwnerDeletion": true,
        ]
    }

    /// Written whatever version is there: controllers see the latest state, so nothing can have come between.
    var unversioned: Value {
        var copy = self
        copy.set(nil, at: "metadata", "resourceVersion")
        return copy
    }

    var creationTime: String { metadata["creationTimestamp"]?.string ?? "" }

    /// Older first, and by name among equals, as kube-controller-manager sorts.
    func isOlder(than other: Value) -> Bool {
        let (mine, theirs) = (creationTime, other.creationTime)
        return mine == theirs ? name.precedesInBytes(other.name) : mine < theirs
    }

    var replicas: Int { at("spec", "replicas")?.int ?? 1 }
    func statusCount(_ field: String) -> Int { at("status", field)?.int ?? 0 }

    mutating func setLabel(_ name: String, _ value: String) { set(Value(value), at: "metadata", "labels", name) }
    mutating func setAnnotation(_ name: String, _ value: String?) {
        set(value.map { Value($0) }, at: "metadata", "annotations", name)
    }
}

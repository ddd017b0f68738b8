import ClusterAPI
import Kinds
import Model

extension ClusterState {
    mutating func update(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        guard var object = request.body, object.isObject else {
            throw .badRequest("the body of an update is an object")
        }
        if request.subresource == "scale" { return try updateScale(request, object, kind) }
        if object.name != request.name {
            throw .badRequest(
                "the name of the object (\(object.name)) does not match the name on the URL (\(request.name))")
        }
        let old = try existing(request, kind)
        if kind.type.isNamespaced, object.namespace.isEmpty {
            object.set(Value(request.namespace), at: "metadata", "namespace")
        }
        if object.namespace != old.namespace {
            throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
        }
        if kind.custom != nil { try requireVersion(of: object, kind) }
        return try replace(old, with: object, request, kind, operation: .update)
    }

    /// Brings a stored object to a new state, as an update or a patch asks: checks preconditions, keeps what clients
    /// cannot set, admits, and writes where anything differs.
    mutating func replace(
        _ old: Value, with object: Value, _ request: Request, _ kind: KindRules, operation: WriteOperation
    ) throws(ClusterError) -> Response {
        try requirePreconditions(of: object, over: old, kind)
        let subresource = request.subresource
        var object = keepingSystemFields(of: old, in: object, subresource: subresource, kind)
        ServiceAllocations.carry(from: old, to: &object)
        let admitted = try admit(
            updating: old, to: object, as: kind.custom, subresource: subresource, request.options)
        object = admitted.object
        if subresource == nil, kind.type.kind == "PersistentVolumeClaim" || kind.type.kind == "Service" {
            try requireLimits(for: object, kind.type)
            try requireQuota(for: object, over: old, kind.type)
        }
        let written = try write(
            object, over: old, kind, manager: request.options.fieldManager, operation: operation,
            subresource: subresource, dryRun: request.options.dryRun)
        return Response(.object(served(written, as: kind.type)), warnings: admitted.warnings)
    }

    /// Stores a new state of an object where it differs; completes its removal where nothing holds it any more.
    mutating func write(
        _ object: Value, over old: Value, _ kind: KindRules, manager: String, operation: WriteOperation,
        subresource: String?, dryRun: Bool, bumpsGeneration: Bool = true
    ) throws(ClusterError) -> Value {
        var object = object
        if bumpsGeneration, kind.hasGeneration, subresource != "status", changesGeneration(old, object, kind) {
            object.set(Value(old.generation + 1), at: "metadata", "generation")
        }
        object = recordFields(object, old: old, kind, manager: manager, operation: operation, subresource: subresource)
        object = stored(object, kind)
        try services.allocate(&object, old: old, dryRun: dryRun)
        if isSame(object, old) { return old }
        if dryRun { return object }
        let key = kind.key(namespace: old.namespace, name: old.name)
        let written = store.put(object, at: key)
        return removeIfFinal(written, key)
    }

    private func requirePreconditions(of object: Value, over old: Value, _ kind: KindRules) throws(ClusterError) {
        if !object.uid.isEmpty, object.uid != old.uid {
            throw .conflict(
                kind.type, name: old.name,
                "Precondition failed: UID in precondition: \(object.uid), UID in object meta: \(old.uid)")
        }
        if !object.resourceVersion.isEmpty, object.resourceVersion != "0",
            object.resourceVersion != old.resourceVersion
        {
            throw .conflict(
                kind.type, name: old.name,
                "the object has been modified; please apply your changes to the latest version and try again")
        }
    }

    /// What no client sets: identity, times of creation and deletion, and the part that the request is not about.
    private func keepingSystemFields(
        of old: Value, in object: Value, subresource: String?, _ kind: KindRules
    ) -> Value {
        var object = object
        var metadata = object.metadata
        let held = [
            "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation",
            "resourceVersion", "generateName", "selfLink",
        ]
        for name in held { metadata[name] = old.metadata[name] }
        object["metadata"] = metadata
        if subresource == "status" {
            var kept = old
            kept["status"] = object["status"]
            if kind.type.group.isEmpty, kind.type.kind == "Pod" || kind.type.kind == "Node" {
                for name in ["labels", "annotations"] { kept.set(metadata[name], at: "metadata", name) }
            }
            kept.set(metadata["managedFields"], at: "metadata", "managedFields")
            kept["apiVersion"] = object["apiVersion"]
            return kept
        }
        // An approval is a condition.
        if kind.hasStatus, subresource != "approval" { object["status"] = old["status"] }
        return object
    }

    /// Anything but metadata and status.
    private func changesGeneration(_ old: Value, _ new: Value, _ kind: KindRules) -> Bool {
        if let custom = kind.custom {
            return custom.changesGeneration(old, new) || old.isBeingDeleted != new.isBeingDeleted
        }
        return old["spec"] != new["spec"] || old.isBeingDeleted != new.isBeingDeleted
    }

    /// Whether a write would change nothing but times in `managedFields`.
    private func isSame(_ object: Value, _ old: Value) -> Bool {
        let (left, right) = (object.members, old.members)
        return left.count == right.count
            && zip(left, right).allSatisfy { new, old in
                guard new.key == old.key else { return false }
                return new.value == old.value || new.key == "metadata" && isSameMetadata(new.value, old.value)
            }
    }

    private func isSameMetadata(_ metadata: Value, _ old: Value) -> Bool {
        let version = "resourceVersion"
        let (left, right) = (metadata.members, old.members)
        return left.allSatisfy { $0.key == version || right[$0.key] == $0.value }
            && right.allSatisfy { $0.key == version || left[$0.key] != nil }
    }

    /// Removes an object that is being deleted once no finalizer and no grace period holds it.
    mutating func removeIfFinal(_ object: Value, _ key: ObjectKey) -> Value {
        guard object.isBeingDeleted, object.finalizers.isEmpty,
            (object.at("metadata", "deletionGracePeriodSeconds")?.int ?? 0) == 0
        else { return object }
        if key.kind == "Namespace", key.group.isEmpty, object.at("spec", "finalizers")?.isEmpty == false {
            return object
        }
        return remove(key) ?? object
    }

    @discardableResult
    mutating func remove(_ key: ObjectKey) -> Value? {
        guard let removed = store.remove(key) else { return nil }
        services.release(removed)
        return removed
    }
}

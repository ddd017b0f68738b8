import ClusterAPI
import Model

extension ClusterState {
    mutating func delete(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        let object = try existing(request, kind)
        let outcome = try delete(object, kind, request.options)
        if outcome.isGone, !kind.answersDeleteWithObject {
            return Response(.status(deletedStatus(object, kind)), warnings: outcome.warnings)
        }
        return Response(.object(served(outcome.object, as: kind.type)), warnings: outcome.warnings)
    }

    mutating func deleteCollection(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        let response = try list(request, kind)
        guard var list = response.list else { return response }
        for (index, object) in list.items.enumerated() {
            guard let current = store.object(object.key(of: kind)) else { continue }
            list.items[index] = try delete(current, kind, request.options).object
        }
        list.resourceVersion = String(store.resourceVersion)
        return Response(.list(list))
    }

    struct Deletion {
        var object: Value
        var isGone: Bool
        var warnings: [String] = []
    }

    /// Deletes an object or marks it as being deleted.
    mutating func delete(
        _ object: Value, _ kind: KindRules, _ options: Request.Options
    ) throws(ClusterError) -> Deletion {
        try requirePreconditions(options, of: object, kind)
        if kind.isNamespace { return try deleteNamespace(object, kind, options) }
        if kind.isDefinition { return deleteDefinition(object, kind, options) }
        let finalizers = finalizersForDeletion(of: object, kind, options)
        let grace = gracePeriod(of: object, kind, options)
        var marked = object
        marked.set(finalizers.isEmpty ? nil : Value(strings: finalizers), at: "metadata", "finalizers")
        if object.isBeingDeleted {
            // A grace period can only get shorter.
            let left = object.at("metadata", "deletionGracePeriodSeconds")?.int ?? 0
            if grace < left { markDeleted(&marked, grace: grace) }
        } else {
            markDeleted(&marked, grace: grace)
        }
        let isGone = finalizers.isEmpty && grace == 0
        if options.dryRun { return Deletion(object: isGone ? object : marked, isGone: isGone) }
        let key = object.key(of: kind)
        if isGone { return Deletion(object: remove(key) ?? object, isGone: true) }
        if marked == object { return Deletion(object: object, isGone: false) }
        if kind.hasGeneration, !object.isBeingDeleted {
            marked.set(Value(object.generation + 1), at: "metadata", "generation")
        }
        return Deletion(object: store.put(marked, at: key), isGone: false)
    }

    private func markDeleted(_ object: inout Value, grace: Int) {
        let time = now + .seconds(grace)
        object.set(Value(time.description), at: "metadata", "deletionTimestamp")
        object.set(Value(grace), at: "metadata", "deletionGracePeriodSeconds")
    }

    private func requirePreconditions(
        _ options: Request.Options, of object: Value, _ kind: KindRules
    ) throws(ClusterError) {
        // Here, and only here, kube-apiserver names the kind where it names the resource elsewhere.
        var named = kind.type
        named.plural = kind.type.kind
        if let uid = options.preconditionUID, uid != object.uid {
            throw .conflict(
                named, name: object.name,
                "the UID in the precondition (\(uid)) does not match the UID in record (\(object.uid)). The object might "
                    + "have been deleted and then recreated")
        }
        if let version = options.preconditionResourceVersion, version != object.resourceVersion {
            throw .conflict(
                named, name: object.name,
                "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in record "
                    + "(\(object.resourceVersion)). The object might have been modified")
        }
    }

    /// The object's own, with the garbage collector's two as the propagation policy asks for them.
    private func finalizersForDeletion(of object: Value, _ kind: KindRules, _ options: Request.Options) -> [String] {
        let own = object.finalizers
        let rest = own.filter { $0 != Finalizer.orphan && $0 != Finalizer.foreground }
        switch options.propagation {
        case .foreground: return rest + [Finalizer.foreground]
        case .orphan: return rest + [Finalizer.orphan]
        case .background: return rest
        case nil:
            if own.count != rest.count { return own }
            return kind.orphansByDefault ? rest + [Finalizer.orphan] : rest
        }
    }

    /// Only pods have a grace period: none before they run somewhere and after they have ended.
    private func gracePeriod(of object: Value, _ kind: KindRules, _ options: Request.Options) -> Int {
        guard kind.type.kind == "Pod", kind.type.group.isEmpty else { return 0 }
        if (object.at("spec", "nodeName")?.string ?? "").isEmpty { return 0 }
        if ["Succeeded", "Failed"].contains(object.at("status", "phase")?.string ?? "") { return 0 }
        return max(0, options.gracePeriodSeconds ?? object.at("spec", "terminationGracePeriodSeconds")?.int ?? 30)
    }

    private func deletedStatus(_ object: Value, _ kind: KindRules) -> Value {
        var details: Value = ["name": Value(object.name), "kind": Value(kind.type.plural), "uid": Value(object.uid)]
        if !kind.type.group.isEmpty { details["group"] = Value(kind.type.group) }
        return ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": details]
    }
}

/// The garbage collector's own finalizers.
enum Finalizer {
    static let orphan = "orphan"
    static let foreground = "foregroundDeletion"
}

extension Value {
    func key(of kind: KindRules) -> ObjectKey { kind.key(namespace: namespace, name: name) }
}

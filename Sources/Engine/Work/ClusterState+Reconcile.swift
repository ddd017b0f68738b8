import ClusterAPI
import Kinds
import Model

extension ClusterState {
    /// Lets a controller look at a key, and does what it says.
    mutating func reconcile(_ place: Int, _ key: ObjectKey, _ item: WorkItem) {
        let outcome = decision(of: place, about: key)
        queue.setTimer(item, at: outcome.again)
        var written: Set<ObjectKey> = []
        for mutation in outcome.mutations {
            do {
                try perform(mutation, of: controllers[place].name, &written)
            } catch {
                // Later mutations may build on this one; the controller decides anew.
                queue.failed(item, at: now)
                return
            }
        }
        queue.succeeded(item)
    }

    private func decision(of place: Int, about key: ObjectKey) -> Reconciliation {
        controllers[place].reconcile(key, in: StateView(self), at: now)
    }

    private mutating func perform(
        _ mutation: Mutation, of controller: String, _ written: inout Set<ObjectKey>
    ) throws(ClusterError) {
        let manager = ControllerManager.name(of: controller)
        switch mutation {
        case .create(let object): try create(object, manager)
        case .update(let object): try update(object, manager, .main, &written)
        case .updateStatus(let object): try update(object, manager, .status, &written)
        case .write(let object): try update(object, manager, .whole, &written)
        case .delete(let key, let uid, let grace): try delete(key, uid: uid, grace: grace)
        case .event(let event): record(event)
        case .note(let uid, let note): keep(note, about: uid)
        }
    }

    private mutating func create(_ object: Value, _ manager: String) throws(ClusterError) {
        let kind = try servedKind(of: object)
        try requireNamespace(object.namespace, for: kind.type, name: object.name)
        let admitted = try admitNew(object, kind, Request.Options())
        _ = try insert(admitted.object, kind, manager: manager, operation: .update, dryRun: false)
    }

    private enum Part { case main, status, whole }

    private mutating func update(
        _ object: Value, _ manager: String, _ part: Part, _ written: inout Set<ObjectKey>
    ) throws(ClusterError) {
        let kind = try servedKind(of: object)
        let key = object.key(of: kind)
        guard let old = store.object(key), object.uid.isEmpty || object.uid == old.uid else {
            throw .notFound(kind.type, name: object.name)
        }
        if !written.contains(key), !object.resourceVersion.isEmpty, object.resourceVersion != old.resourceVersion {
            throw .conflict(
                kind.type, name: object.name,
                "the object has been modified; please apply your changes to the latest version and try again")
        }
        var new = object
        switch part {
        case .main: new["status"] = old["status"]
        case .status:
            new = old
            new["status"] = object["status"]
        case .whole: break
        }
        new.set(old.metadata["managedFields"], at: "metadata", "managedFields")
        new.set(old.metadata["resourceVersion"], at: "metadata", "resourceVersion")
        new.set(old.metadata["generation"], at: "metadata", "generation")
        if old.isBeingDeleted {
            for name in ["deletionTimestamp", "deletionGracePeriodSeconds"] {
                new.set(old.metadata[name], at: "metadata", name)
            }
        }
        _ = try write(
            new, over: old, kind, manager: manager, operation: .update, subresource: part == .status ? "status" : nil,
            dryRun: false, bumpsGeneration: part == .main)
        written.insert(key)
    }

    private mutating func delete(_ key: ObjectKey, uid: String?, grace: Int?) throws(ClusterError) {
        guard let object = store.object(key), uid == nil || uid == object.uid else { return }
        var options = Request.Options()
        options.gracePeriodSeconds = grace
        options.propagation = .background
        _ = try delete(object, try servedKind(of: object), options)
    }

    private mutating func keep(_ note: Value?, about uid: String) {
        if let note {
            guard store.keysByUID[uid] != nil, notes[uid] != note else { return }
            notes[uid] = note
            writtenNotes[uid] = .some(note)
        } else if notes.removeValue(forKey: uid) != nil {
            writtenNotes[uid] = .some(nil)
        }
    }
}

/// The field managers that the real components write as.
enum ControllerManager {
    static func name(of controller: String) -> String {
        switch controller {
        case "kubelet": "kubelet"
        case "default-scheduler": "kube-scheduler"
        case "customresourcedefinition-controller": "kube-apiserver"
        default: "kube-controller-manager"
        }
    }
}

import Model
import Synchronization

/// The live objects that are known of one cluster, to be read from anywhere without waiting.
final class LiveObjects: Sendable {
    fileprivate struct State {
        var objects: [ObjectKey: Value] = [:]
        /// By the owner's uid.
        var owned: [String: Set<ObjectKey>] = [:]
        var keysByUID: [String: ObjectKey] = [:]
        /// The CustomResourceDefinitions among them.
        var definitions: Set<ObjectKey> = []
        var gone = GoneObjects()
    }

    private let state = Mutex(State())

    subscript(key: ObjectKey) -> Value? { state.withLock { $0.objects[key] } }

    /// An object with what it owns, directly or through others, as far as that is known.
    func family(of key: ObjectKey) -> (object: Value?, dependents: [Value]) {
        state.withLock { state in
            guard let object = state.objects[key] else { return (nil, []) }
            return (object, state.dependents(of: object.uid))
        }
    }

    /// The CustomResourceDefinitions, in the order of their names.
    var definitions: [Value] {
        state.withLock { state in state.definitions.sorted().compactMap { state.objects[$0] } }
    }

    func keys(where isWanted: (ObjectKey) -> Bool) -> [ObjectKey] {
        state.withLock { $0.objects.keys.filter(isWanted) }
    }

    /// Takes an object in, unless what is known of it is newer, or it is known to be gone. Returns what owns it and owned it, directly or through
    /// others; nil where nothing is new.
    func take(_ object: Value, at key: ObjectKey) -> Set<ObjectKey>? {
        state.withLock { state in
            let known = state.objects[key]
            if let known, !isNewer(object, than: known) { return nil }
            // An answer that was under way while it was deleted.
            if state.gone.contains(object.uid) { return nil }
            var owners: Set<ObjectKey> = []
            if let known {
                if known.ownerUIDs != object.ownerUIDs { owners = state.owners(of: known) }
                state.unlink(key, known)
            }
            state.objects[key] = object
            if key.isDefinition { state.definitions.insert(key) }
            state.keysByUID[object.uid] = key
            for uid in object.ownerUIDs { state.owned[uid, default: []].insert(key) }
            return owners.union(state.owners(of: object))
        }
    }

    /// The object is gone, if it is this one. Returns what owned it; nil where it was not known.
    func remove(_ key: ObjectKey, uid: String) -> Set<ObjectKey>? {
        state.withLock { state in
            state.gone.insert(uid)
            guard let known = state.objects[key], known.uid == uid else { return nil }
            state.objects[key] = nil
            if key.isDefinition { state.definitions.remove(key) }
            let owners = state.owners(of: known)
            state.unlink(key, known)
            return owners
        }
    }

    /// resourceVersions are compared as numbers, which Kubernetes' storage guarantees since 1.35 (KEP-5504).
    private func isNewer(_ object: Value, than known: Value) -> Bool {
        guard let new = UInt64(object.resourceVersion), let old = UInt64(known.resourceVersion) else { return true }
        return new > old
    }
}

extension LiveObjects.State {
    fileprivate func dependents(of uid: String) -> [Value] {
        guard owned[uid] != nil else { return [] }
        var found: [Value] = []
        var queue = [uid]
        var seen: Set<String> = []
        while let next = queue.popLast() {
            guard seen.insert(next).inserted else { continue }
            for key in owned[next] ?? [] {
                guard let object = objects[key] else { continue }
                found.append(object)
                queue.append(object.uid)
            }
        }
        return found
    }

    /// What owns an object, up to four levels: a pod, its ReplicaSet, its Deployment.
    fileprivate func owners(of object: Value) -> Set<ObjectKey> {
        var found: Set<ObjectKey> = []
        var level = object.ownerUIDs
        for _ in 0..<4 where !level.isEmpty {
            let owners = level.compactMap { keysByUID[$0] }
            found.formUnion(owners)
            level = owners.flatMap { objects[$0]?.ownerUIDs ?? [] }
        }
        return found
    }

    fileprivate mutating func unlink(_ key: ObjectKey, _ object: Value) {
        keysByUID[object.uid] = nil
        for uid in object.ownerUIDs {
            owned[uid]?.remove(key)
            if owned[uid]?.isEmpty ?? false { owned[uid] = nil }
        }
    }
}

extension Value {
    /// The uids of the objects that own it.
    fileprivate var ownerUIDs: [String] {
        (metadata["ownerReferences"]?.elements ?? []).compactMap { $0["uid"]?.string }
    }
}

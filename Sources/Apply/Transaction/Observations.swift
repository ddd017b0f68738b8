internal import Model

/// The live objects as the transaction's watches and answers tell them.
struct Observations: Sendable {
    private var objects: [ObjectKey: Value] = [:]
    private var byUID: [String: ObjectKey] = [:]
    private var children: [String: Set<ObjectKey>] = [:]
    private var complete: Set<WatchTarget> = []
    /// The uids of objects that are gone: an answer that was under way meanwhile does not bring them back.
    private var lost: Set<String> = []

    func object(_ key: ObjectKey) -> Value? { objects[key] }
    func object(uid: String) -> Value? { byUID[uid].flatMap { objects[$0] } }

    /// Keeps an object unless it knows a newer version of it.
    mutating func see(_ object: Value) {
        let key = object.key
        if lost.contains(object.uid) { return }
        if let known = objects[key] {
            if known.uid == object.uid, isOlder(object, than: known) { return }
            forget(known)
        }
        objects[key] = object
        byUID[object.uid] = key
        for owner in owners(of: object) { children[owner, default: []].insert(key) }
    }

    /// Drops an object that is gone. The answer to a later write of the same name stays.
    mutating func lose(_ object: Value) {
        if !object.uid.isEmpty { lost.insert(object.uid) }
        guard let known = objects[object.key], known.uid == object.uid else { return }
        forget(known)
    }

    private mutating func forget(_ object: Value) {
        let key = object.key
        objects[key] = nil
        byUID[object.uid] = nil
        for owner in owners(of: object) {
            children[owner]?.remove(key)
            if children[owner]?.isEmpty == true { children[owner] = nil }
        }
    }

    mutating func relist(_ target: WatchTarget) {
        complete.remove(target)
        for object in objects.values
        where object.objectKind == target.type.kind && object.group == target.type.group
            && (target.namespace.isEmpty || object.namespace == target.namespace)
        {
            forget(object)
        }
    }

    mutating func listed(_ target: WatchTarget) { complete.insert(target) }

    /// Everything of this kind in this namespace is known.
    func knowsAll(_ type: ResourceType, namespace: String) -> Bool {
        complete.contains(WatchTarget(type: type, namespace: namespace))
            || complete.contains(WatchTarget(type: type, namespace: ""))
    }

    /// What an object owns, directly or through others. Owners of owners end after a few steps.
    func dependents(of uid: String) -> [Value] {
        var found: [Value] = []
        var level = [uid]
        for _ in 0..<4 where !level.isEmpty {
            let next = level.flatMap { children[$0] ?? [] }.sorted().compactMap { objects[$0] }
            found += next
            level = next.map(\.uid)
        }
        return found
    }

    /// The uids of an object and of what owns it.
    func lineage(of object: Value) -> [String] {
        var found = [object.uid]
        var current = object
        for _ in 0..<4 {
            guard let owner = owners(of: current).first else { break }
            found.append(owner)
            guard let next = self.object(uid: owner) else { break }
            current = next
        }
        return found
    }

    private func owners(of object: Value) -> [String] {
        (object.metadata["ownerReferences"]?.elements ?? []).compactMap { $0["uid"]?.string }
    }

    /// By resourceVersion where both are numbers, as all servers in use have it.
    private func isOlder(_ object: Value, than known: Value) -> Bool {
        guard let new = UInt64(object.resourceVersion), let old = UInt64(known.resourceVersion) else { return false }
        return new < old
    }
}

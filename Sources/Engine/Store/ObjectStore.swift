import Model

/// The objects of a cluster and what finds them: by kind and name, by owner, by uid; with the versions of their writes.
///
/// It knows nothing of what objects mean. A copy is a snapshot and costs nothing until one of the two changes.
struct ObjectStore: Sendable {
    private(set) var tables: [GroupKind: SortedMap<Value>] = [:]
    private(set) var histories: [GroupKind: History] = [:]
    /// The dependents of each owner's uid.
    private var dependents: [String: Set<ObjectKey>] = [:]
    private(set) var keysByUID: [String: ObjectKey] = [:]
    private(set) var index = ControllerIndex()
    /// Of the latest write.
    private(set) var resourceVersion: UInt64
    /// Watches of earlier versions than this start anew.
    private let startVersion: UInt64
    private let historyLimit: Int
    /// Writes since somebody last took them.
    private(set) var changes: [StoredChange] = []

    init(historyLimit: Int, resourceVersion: UInt64 = 0) {
        self.historyLimit = historyLimit
        self.resourceVersion = resourceVersion
        startVersion = resourceVersion
    }

    /// The order of `etcd`: by namespace, then by name.
    static func place(_ key: ObjectKey) -> String {
        key.namespace.isEmpty ? key.name : "\(key.namespace)/\(key.name)"
    }

    func object(_ key: ObjectKey) -> Value? { tables[GroupKind(key)]?[ObjectStore.place(key)] }

    func count(of kind: GroupKind) -> Int { tables[kind]?.count ?? 0 }

    func history(of kind: GroupKind) -> History { histories[kind] ?? History(forgotten: startVersion) }

    /// All objects of a kind, in order; in one namespace where it is not nil.
    func objects(of kind: GroupKind, in namespace: String? = nil) -> [Value] {
        guard let table = tables[kind] else { return [] }
        var found: [Value] = []
        if namespace == nil { found.reserveCapacity(table.count) }
        table.visit(prefix: namespace.map { $0.isEmpty ? "" : "\($0)/" } ?? "") {
            found.append($1)
            return true
        }
        return found
    }

    /// The keys of the objects that name this uid as an owner, in order.
    func dependents(of uid: String) -> [ObjectKey] { dependents[uid].map { $0.sorted() } ?? [] }

    func hasDependents(_ uid: String) -> Bool { dependents[uid]?.isEmpty == false }

    /// The kinds that have objects, in order.
    var kinds: [GroupKind] { tables.keys.sorted() }

    /// Puts an object in with the next resourceVersion and returns it with that.
    mutating func put(_ object: Value, at key: ObjectKey) -> Value {
        resourceVersion &+= 1
        var object = object
        object.set(Value(String(resourceVersion)), at: "metadata", "resourceVersion")
        let old = insert(object, at: key)
        record(StoredChange(key: key, resourceVersion: resourceVersion, old: old, new: object))
        return object
    }

    /// Takes an object out; the removal has a resourceVersion of its own, with which the last state is returned.
    @discardableResult
    mutating func remove(_ key: ObjectKey) -> Value? {
        guard let old = tables[GroupKind(key)]?.remove(ObjectStore.place(key)) else { return nil }
        unindex(old, key)
        index.replace(old, with: nil, at: key)
        resourceVersion &+= 1
        var final = old
        final.set(Value(String(resourceVersion)), at: "metadata", "resourceVersion")
        record(StoredChange(key: key, resourceVersion: resourceVersion, old: old, new: nil, final: final))
        return final
    }

    /// Puts in an object as it was kept, with its own resourceVersion; no write that anybody is told of.
    mutating func load(_ object: Value, at key: ObjectKey) { insert(object, at: key) }

    /// The writes since the last call, oldest first.
    mutating func takeChanges() -> [StoredChange] {
        defer { changes.removeAll() }
        return changes
    }

    @discardableResult
    private mutating func insert(_ object: Value, at key: ObjectKey) -> Value? {
        let old = tables[GroupKind(key), default: SortedMap()].set(object, for: ObjectStore.place(key))
        index.replace(old, with: object, at: key)
        if let old {
            if old.uid == object.uid, old.at("metadata", "ownerReferences") == object.at("metadata", "ownerReferences")
            {
                return old
            }
            unindex(old, key)
        }
        keysByUID[object.uid] = key
        for owner in object.ownerUIDs { dependents[owner, default: []].insert(key) }
        return old
    }

    private mutating func unindex(_ object: Value, _ key: ObjectKey) {
        keysByUID[object.uid] = nil
        for owner in object.ownerUIDs {
            dependents[owner]?.remove(key)
            if dependents[owner]?.isEmpty == true { dependents[owner] = nil }
        }
    }

    private mutating func record(_ change: StoredChange) {
        changes.append(change)
        histories[GroupKind(change.key), default: History(forgotten: startVersion)].append(change, limit: historyLimit)
    }
}

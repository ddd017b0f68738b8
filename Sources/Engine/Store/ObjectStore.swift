import ClusterAPI
import Kinds
import Model

/// The objects of a cluster and what finds them: by kind and name, by owner, by uid; with the versions of their writes.
///
/// Of what objects mean it knows one thing: definitions of custom resources say which kinds there are. A copy is a snapshot and costs nothing until one of the two changes.
struct ObjectStore: Sendable {
    private(set) var tables: [GroupKind: SortedMap<Value>] = [:]
    private(set) var histories: [GroupKind: History] = [:]
    /// The dependents of each owner's uid.
    private var dependents: [String: Set<ObjectKey>] = [:]
    private(set) var keysByUID: [String: ObjectKey] = [:]
    private(set) var index = ControllerIndex()
    /// The kinds of the definitions that are established.
    private(set) var custom = CustomKinds()
    /// What is served: the built-in kinds, and the custom ones.
    private(set) var resources: [ServedResource]
    /// Those that are there without any definition.
    private let standing: [ServedResource]
    /// Of the latest write.
    private(set) var resourceVersion: UInt64
    /// Watches of earlier versions than this start anew.
    private let startVersion: UInt64
    private let historyLimit: Int
    /// Writes since somebody last took them.
    private(set) var changes: [StoredChange] = []

    /// - Parameter computed: What is served beside the kinds that are stored.
    init(historyLimit: Int, resourceVersion: UInt64 = 0, computed: [ServedResource] = []) {
        standing = ClusterState.builtinResources + computed
        resources = standing
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
        // What is kept, sent and written to disk takes a third of the memory so, and is compared at a glance.
        object = object.compacted()
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
        if key.isDefinition, custom.forget(key.name) { listResources() }
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
        if key.isDefinition { define(object) }
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

    /// Serves what an established definition defines. Objects that are there already are read anew: as they would be
    /// after a restart of the server, with the defaults of the new schema and without the fields that it does not know.
    private mutating func define(_ definition: Value) {
        guard definition.isConditionTrue("Established") else {
            if custom.forget(definition.name) { listResources() }
            return
        }
        guard custom.learn(definition) else { return }
        listResources()
        guard let kind = custom.stored(by: definition.name) else { return }
        let table = GroupKind(kind.info.type)
        for object in objects(of: table) {
            let key = object.key
            let read = kind.storing(object)
            if read != object { tables[table]?.set(read, for: ObjectStore.place(key)) }
        }
    }

    private mutating func listResources() {
        resources = standing + custom.served.map { ServedResource($0.info) }
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

extension ObjectKey {
    /// A CustomResourceDefinition's.
    var isDefinition: Bool { kind == CustomKinds.kind && group == CustomKinds.group }
}

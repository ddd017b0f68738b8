/// The objects of a revision by their keys, edited in place: what a commit does not touch costs nothing.
///
/// Of several definitions of one key the first counts, in the order of the files' paths and of the documents in them.
public struct ManifestSet: Sendable {
    private struct Definition: Sendable {
        var object: Value
        var origin: Origin
        /// Its place among the objects of its file.
        var index: Int

        func precedes(_ other: Definition) -> Bool {
            origin.file == other.origin.file
                ? index < other.index : origin.file.utf8.lexicographicallyPrecedes(other.origin.file.utf8)
        }
    }

    private var counted: [ObjectKey: Definition] = [:]
    /// Those that do not count, in their order.
    private var others: [ObjectKey: [Definition]] = [:]
    private var kinds: [Kind: Int] = [:]
    /// The CustomResourceDefinitions: they say what other objects are.
    public private(set) var kindDefinitions: Set<ObjectKey> = []

    /// What kind the objects are of, whatever the version.
    public struct Kind: Hashable, Sendable {
        public var group: String
        public var kind: String

        public init(group: String, kind: String) {
            self.group = group
            self.kind = kind
        }
    }

    public init() {}

    /// The objects of one list, in its order.
    public init(_ manifests: [Manifest]) {
        counted.reserveCapacity(manifests.count)
        for (index, manifest) in manifests.enumerated() { define(manifest, index: index) }
    }

    public var count: Int { counted.count }
    public var isEmpty: Bool { counted.isEmpty }
    public var keys: some Collection<ObjectKey> { counted.keys }
    /// The kinds of which there are objects.
    public var presentKinds: some Collection<Kind> { kinds.keys }

    public subscript(key: ObjectKey) -> Manifest? {
        counted[key].map { Manifest(key: key, object: $0.object, origin: $0.origin) }
    }

    public func contains(_ key: ObjectKey) -> Bool { counted[key] != nil }

    public func object(_ key: ObjectKey) -> Value? { counted[key]?.object }

    /// These objects, as far as they are defined, in the order of the files and of the documents in them.
    public func inOrder(_ keys: some Sequence<ObjectKey>) -> [Manifest] {
        var byFile: [String: [(key: ObjectKey, definition: Definition)]] = [:]
        for key in keys {
            if let definition = counted[key] { byFile[definition.origin.file, default: []].append((key, definition)) }
        }
        return byFile.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.flatMap { entry in
            entry.value.sorted { $0.definition.index < $1.definition.index }.map {
                Manifest(key: $0.key, object: $0.definition.object, origin: $0.definition.origin)
            }
        }
    }

    /// All of them in their order.
    public var all: [Manifest] { inOrder(counted.keys) }

    /// The definitions that do not count, each with the place of the one that does, in their order.
    public var repeated: [(manifest: Manifest, first: Origin)] {
        others.flatMap { key, definitions in definitions.map { (key, $0) } }
            .sorted { $0.1.precedes($1.1) }
            .compactMap { key, definition in
                counted[key].map {
                    (Manifest(key: key, object: definition.object, origin: definition.origin), $0.origin)
                }
            }
    }

    /// Adds a definition.
    ///
    /// - Parameter index: its place among the objects of its file, by which it can be taken out again.
    public mutating func define(_ manifest: Manifest, index: Int) {
        let key = manifest.key
        let new = Definition(object: manifest.object, origin: manifest.origin, index: index)
        guard let present = counted[key] else {
            counted[key] = new
            return count(key, by: 1)
        }
        if new.precedes(present) {
            counted[key] = new
            others[key, default: []].insert(present, at: 0)
        } else {
            let place = others[key]?.firstIndex { new.precedes($0) } ?? others[key]?.count ?? 0
            others[key, default: []].insert(new, at: place)
        }
    }

    /// Takes a definition out again; of others of the same key the next one counts then.
    public mutating func undefine(_ key: ObjectKey, file: String, index: Int) {
        guard let present = counted[key] else { return }
        if present.origin.file == file, present.index == index {
            if let next = others[key]?.first {
                counted[key] = next
                dropOther(0, of: key)
            } else {
                counted[key] = nil
                count(key, by: -1)
            }
        } else if let place = others[key]?.firstIndex(where: { $0.origin.file == file && $0.index == index }) {
            dropOther(place, of: key)
        }
    }

    private mutating func dropOther(_ place: Int, of key: ObjectKey) {
        others[key]?.remove(at: place)
        if others[key]?.isEmpty ?? false { others[key] = nil }
    }

    private mutating func count(_ key: ObjectKey, by step: Int) {
        let kind = Kind(group: key.group, kind: key.kind)
        let now = (kinds[kind] ?? 0) + step
        kinds[kind] = now > 0 ? now : nil
        guard key.kind == "CustomResourceDefinition" else { return }
        if step > 0 { kindDefinitions.insert(key) } else { kindDefinitions.remove(key) }
    }
}

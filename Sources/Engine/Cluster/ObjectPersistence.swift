public import Model

/// Where an embedded cluster keeps its objects over restarts.
public protocol ObjectPersistence: Sendable {
    /// Everything that was kept; nil where nothing ever was.
    func load() async throws -> KeptState?

    /// Keeps a batch, whole or not at all; returns when it would survive a crash of the machine.
    func append(_ batch: WriteBatch) async throws
}

/// What became of objects and notes, each named once: the last of several writes.
public struct WriteBatch: Sendable {
    /// The object, or nil where it was removed.
    public private(set) var objects: [ObjectKey: Value?] = [:]
    /// By uid; nil where it is gone.
    public private(set) var notes: [String: Value?] = [:]
    /// Of the latest write.
    public private(set) var resourceVersion: UInt64 = 0

    public init() {}

    public var isEmpty: Bool { objects.isEmpty && notes.isEmpty }

    public mutating func add(_ writes: Writes) {
        for change in writes.changes { objects[change.key] = .some(change.new) }
        notes.merge(writes.notes) { $1 }
        resourceVersion = max(resourceVersion, writes.resourceVersion)
    }

    mutating func merge(_ later: WriteBatch) {
        objects.merge(later.objects) { $1 }
        notes.merge(later.notes) { $1 }
        resourceVersion = max(resourceVersion, later.resourceVersion)
    }
}

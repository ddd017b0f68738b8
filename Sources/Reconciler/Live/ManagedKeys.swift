import Model
import Synchronization

/// The objects that an application manages, to be asked from wherever watch events arrive.
final class ManagedKeys: Sendable {
    private let keys: Mutex<Set<ObjectKey>>

    init(_ keys: some Sequence<ObjectKey>) { self.keys = Mutex(Set(keys)) }

    func contains(_ key: ObjectKey) -> Bool { keys.withLock { $0.contains(key) } }

    var all: Set<ObjectKey> { keys.withLock { $0 } }

    func replace(with new: some Sequence<ObjectKey>) {
        let new = Set(new)
        keys.withLock { $0 = new }
    }
}

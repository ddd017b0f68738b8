import Model
import Synchronization

/// The resourceVersion at which each object was last found to be as its revision wants it.
final class InSync: Sendable {
    private let known = Mutex<[ObjectKey: String]>([:])

    var versions: [ObjectKey: String] { known.withLock { $0 } }

    func replace(_ found: some Sequence<(ObjectKey, String)>, without changed: Set<ObjectKey>) {
        let found = Array(found)
        known.withLock { known in
            for key in changed { known[key] = nil }
            for (key, version) in found where known[key] != version { known[key] = version }
        }
    }
}

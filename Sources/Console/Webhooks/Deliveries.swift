import Crypto
import Synchronization

/// The deliveries that were acted on last, so that one that is sent again does nothing.
///
/// A delivery is its provider's id and its content: some providers use an id for more than one thing.
final class Deliveries: Sendable {
    private struct Known {
        var digests: Set<[UInt8]> = []
        var ring: [[UInt8]] = []
        var next = 0
    }

    private let known = Mutex(Known())
    private let capacity: Int

    init(capacity: Int = 4096) { self.capacity = max(capacity, 1) }

    /// True for the first time, false for a repetition.
    func isNew(_ provider: String, _ id: String, body: [UInt8]) -> Bool {
        var hash = SHA256()
        hash.update(data: Array("\(provider)\n\(id)\n".utf8))
        hash.update(data: body)
        let digest = Array(hash.finalize())
        return known.withLock { known in
            guard known.digests.insert(digest).inserted else { return false }
            if known.ring.count < capacity {
                known.ring.append(digest)
            } else {
                known.digests.remove(known.ring[known.next])
                known.ring[known.next] = digest
                known.next = (known.next + 1) % capacity
            }
            return true
        }
    }
}

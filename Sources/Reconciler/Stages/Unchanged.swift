import Model
import Synchronization

/// Remembers that a rendering was found to be applied, and when: as long as nobody touches the objects, another
/// revision with the same rendering needs nothing.
final class Unchanged: Sendable {
    private struct Known {
        /// The rendering's number.
        var rendering: Int
        /// How far the live cache's changes had come.
        var place: Int
    }

    private let known = Mutex<Known?>(nil)

    /// nil where something has to change.
    func remember(_ rendering: Int?, at place: Int) {
        known.withLock { $0 = rendering.map { Known(rendering: $0, place: place) } }
    }

    /// What is applied changes.
    func forget() { known.withLock { $0 = nil } }

    func holds(for rendering: Int, of base: [ObjectKey: Value], in cache: LiveCache) async -> Bool {
        guard let found = known.withLock({ $0 }), found.rendering == rendering else { return false }
        let (touched, place) = await cache.changes(since: found.place)
        guard let touched, !touched.contains(where: { base[$0] != nil }) else {
            return false
        }
        // What is not ours may change for ever: the log must not outgrow what is remembered.
        known.withLock { $0?.place = place }
        return true
    }
}

import Synchronization

/// Tidies a mirror beside its work, on a thread of its own, one at a time.
final class Housekeeping: Sendable {
    private let isDue = Mutex(false)
    private let work = Mutex(())

    /// Starts where enough has gathered, and does not wait.
    func tidyWhereNeeded(_ folder: String) {
        guard MirrorPieces.areMany(in: folder) else { return }
        let isFirst = isDue.withLock { isDue in
            defer { isDue = true }
            return !isDue
        }
        guard isFirst else { return }
        let isStarted = startThread {
            // What cannot be packed stays as it is; if it is damaged, whoever reads it is told.
            self.work.withLock { _ in try? tidy(folder) }
            self.isDue.withLock { $0 = false }
        }
        if !isStarted { isDue.withLock { $0 = false } }
    }

    /// Does something while nothing is being tidied; waits for it.
    func whileQuiet(_ body: () -> Void) { work.withLock { _ in body() } }
}

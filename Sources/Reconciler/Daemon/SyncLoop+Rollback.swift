import Apply
import Git
import Ledger
import Logging
import Model

extension SyncLoop {
    /// Begins to go back to a revision, and returns when that has begun.
    ///
    /// - Parameter ref: a full or short commit, a tag, a branch; nil takes what the cluster held before the present.
    public func rollBack(to ref: String?, _ wake: Wake) async throws(Objection) {
        let name = settings.name
        guard !machine.record.isSuspended else {
            throw Objection(.conflict, "\"\(name)\" is suspended. Resume it first.")
        }
        let target = try await target(of: ref)
        // A look at the repository ends by itself in a moment.
        let deadline = time.now() + .seconds(5)
        while case .looking = machine.activity, time.now() < deadline {
            do { try await time.sleep(until: time.now() + .milliseconds(10)) } catch { break }
        }
        guard case .idle = machine.activity, machine.state != .stuck else { throw busy }
        await obey(.rollback(to: target, wake))
        switch machine.activity {
        case .running(let run) where run.kind == .rollback: return
        case .idle: return
        default: throw busy
        }
    }

    private var busy: Objection {
        Objection(
            .conflict,
            "\"\(settings.name)\" is busy with something else. `plumb status` says with what; ask again after it.")
    }

    private func target(of ref: String?) async throws(Objection) -> String {
        if let ref {
            do throws(GitTrouble) { return try await mirror.revision(ref).id } catch { throw Objection(error) }
        }
        let previous: String?
        do {
            previous = try await ledger.previousRevision(application: settings.name)
        } catch {
            logger.error("the ledger cannot be read", metadata: ["error": "\(error)"])
            throw Objection(.unavailable, "the ledger cannot be read")
        }
        guard let previous else {
            throw Objection(.conflict, "\"\(settings.name)\" held no other revision before. Name one with `to`.")
        }
        return previous
    }
}

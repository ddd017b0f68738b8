import Ledger
import Model
import Reconciler

extension Tour {
    func heading(_ number: Int, _ text: String) { Terminal.write("\n\(Tone.strong.paint("\(number). \(text)"))\n") }

    func say(_ text: String) { Terminal.writeLine("   \(text)") }

    func show() async throws {
        let statuses = await daemon.statuses()
        Terminal.write(statusText(Value(statuses.map(\.json))).split(separator: "\n").map { "   \($0)\n" }.joined())
    }

    func daemonAnswers() async throws {
        try await until("the daemon answers") { self.folder.runningAddress() != nil }
    }

    func wait(for application: String, revision: String) async throws {
        try await until("\(application) is synced and healthy at \(revision.prefix(8))") {
            guard let status = await self.daemon.loop(application)?.status() else { return false }
            return status.revision == revision && status.isSyncedAndHealthy
        }
    }

    /// Nothing is under way, and everything is healthy.
    func settled(_ application: String) async throws {
        try await until("\(application) is at rest") {
            guard let status = await self.daemon.loop(application)?.status() else { return false }
            return status.activity == "idle" && status.health == "Healthy"
        }
    }

    func lastTransaction(_ application: String) async throws -> String {
        try await daemon.ledger.history(application: application, limit: 1).first?.id ?? ""
    }

    /// What the last transaction did, in a few lines.
    func tellLast(_ application: String) async throws {
        guard let entry = try await daemon.ledger.history(application: application, limit: 1).first else { return }
        say("\(tone(ofState: entry.outcome).paint(entry.outcome))\(entry.reason.isEmpty ? "" : ": \(entry.reason)")")
        for step in entry.steps {
            say(
                "  \(step.action) \(step.object): \(step.result)"
                    + (step.fields.isEmpty ? "" : " (\(step.fields.joined(separator: ", ")))"))
        }
    }

    func until(_ what: String, _ isSo: @escaping @Sendable () async throws -> Bool) async throws {
        for _ in 0..<1200 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        let states = await daemon.statuses().map { "\($0.name) is \($0.state.rawValue), \($0.health): \($0.reason)" }
        throw CommandFailure("waited a minute in vain until \(what). \(states.joined(separator: "; "))")
    }
}

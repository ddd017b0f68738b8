import Apply
import Ledger
import Model
import Reconciler
import TestSupport
import Testing

/// Time that passes, but at which nobody is ever woken: no look at a repository happens by itself.
private struct WakelessTime: TimeSource {
    func now() -> Instant { SystemTime().now() }
    func sleep(until time: Instant) async throws { try await Task.sleep(for: .seconds(3600)) }
}

/// A push that nothing but a webhook tells of.
@Suite struct WebhookTests {
    @Test("a delivery alone makes its commit be applied, in its provider's name")
    func applies() async throws {
        try await RunningConsole.with(time: WakelessTime()) { console in
            try await console.configure()
            let commit = try console.repository.commit(["app/settings.yaml": RunningConsole.manifest("two")])
            try await Task.sleep(for: .milliseconds(300))
            #expect(await console.daemon.statuses().first?.revision != commit)
            let sent = SystemTime().now()
            #expect(try await console.push(console.pushed).json["applications"] == ["shop"])
            try await console.until("the push is applied") {
                await console.daemon.statuses().first?.revision == commit
            }
            let entry = try #require(try await console.daemon.ledger.history(limit: 1).first)
            #expect(entry.trigger == "webhook")
            #expect(entry.actor == "github")
            let wait = entry.startedAt - sent
            print("from delivery to the transaction's begin: \(wait.milliseconds) ms")
        }
    }
}

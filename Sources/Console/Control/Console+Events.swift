import Model
import Reconciler

extension Console {
    /// Server-sent events: first where each application stands, then what happens. A listener that falls behind loses
    /// the oldest. https://html.spec.whatwg.org/multipage/server-sent-events.html
    func events(_ call: Call) async throws -> Answer {
        let only = call.query["application"]
        if let only { _ = try await loop(only) }
        guard listeners.enter() else { throw Complaint.unavailable("Too many listeners.", retryAfter: 30) }
        let facts = daemon.facts.stream()
        let present = await daemon.statuses()
        let (pieces, send) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(4096))
        let work = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    for status in present where only == nil || status.name == only {
                        send.yield(serverSentEvent(.status(status)))
                    }
                    for await fact in facts where only == nil || fact.application == only {
                        send.yield(serverSentEvent(fact))
                    }
                }
                // Proxies end connections on which nothing comes.
                group.addTask {
                    while (try? await Task.sleep(for: .seconds(15))) != nil { send.yield(": still here\n\n") }
                }
                await group.next()
                group.cancelAll()
            }
            send.finish()
        }
        let listeners = listeners
        send.onTermination = { _ in
            work.cancel()
            listeners.leave()
        }
        return Answer(
            contentType: "text/event-stream", headers: [("X-Accel-Buffering", "no")], body: .stream(pieces))
    }
}

/// JSON has no line breaks outside of its texts' escapes, so it is one `data` line.
func serverSentEvent(_ fact: ReconcilerFact) -> String { "event: \(fact.name)\ndata: \(fact.json.json)\n\n" }

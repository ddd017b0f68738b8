import ClusterAPI
import Model
import Testing

@testable import Reconciler

@Suite("Whether a cluster answers")
struct ReachabilityTests {
    private let silence = ClusterError(code: 0, reason: .connectionLost, message: "nobody there")

    @Test("two failures with no answer between them are an outage, since the first of them")
    func begins() {
        let reachability = Reachability()
        #expect(!reachability.failed(silence, at: Instant(seconds: 1)))
        #expect(reachability.outage == nil)
        #expect(reachability.failed(silence, at: Instant(seconds: 5)))
        #expect(reachability.outage == .init(reason: "nobody there", since: Instant(seconds: 1)))
        #expect(!reachability.failed(silence, at: Instant(seconds: 9)))
        #expect(reachability.answered())
        #expect(reachability.outage == nil)
        #expect(!reachability.answered())
    }

    @Test("an answer between two failures makes them harmless")
    func interrupted() {
        let reachability = Reachability()
        for second in 0..<5 {
            #expect(!reachability.failed(silence, at: Instant(seconds: Int64(second))))
            #expect(!reachability.answered())
        }
        #expect(reachability.outage == nil)
    }

    @Test("a refusal is an answer, and no failure")
    func refusals() {
        let reachability = Reachability()
        let refusals = [
            ClusterError.badRequest("no"), ClusterError(code: 429, reason: .tooManyRequests, message: "slow down"),
            ClusterError(code: 500, reason: .internalError, message: "oops"),
        ]
        for _ in 0..<3 {
            for refusal in refusals { #expect(!reachability.failed(refusal, at: Instant(seconds: 1))) }
        }
        #expect(reachability.outage == nil)
    }

    @Test("whoever listens is told of begin and end")
    func tells() async {
        let reachability = Reachability()
        var changes = reachability.changes().makeAsyncIterator()
        for _ in 0..<3 { _ = reachability.failed(silence, at: Instant(seconds: 1)) }
        await changes.next()
        _ = reachability.answered()
        await changes.next()
        #expect(reachability.outage == nil)
    }
}

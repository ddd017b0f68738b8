import ClusterAPI
import Model
import Synchronization
import Testing

@testable import Kubernetes

@Suite("How many requests a server is asked at once")
struct PaceTests {
    private func pace(after rounds: Int, took: Duration, isBusy: Bool = false, from pace: Pace = Pace()) -> Pace {
        var pace = pace
        var now = Instant(seconds: 100)
        for _ in 0..<rounds {
            now = now + took + .milliseconds(1)
            for _ in 0..<pace.count { pace.answered(isBusy: isBusy, began: now - took, at: now) }
        }
        return pace
    }

    @Test("more as long as answers are quick, up to a bound")
    func grows() {
        #expect(pace(after: 0, took: .zero).count == 16)
        #expect(pace(after: 10, took: .milliseconds(10)).count > 20)
        #expect(pace(after: 200, took: .milliseconds(10)).count == 64)
    }

    @Test("half as many for each round that finds it busy, and never none")
    func halves() {
        #expect(pace(after: 1, took: .milliseconds(10), isBusy: true).count == 8)
        #expect(pace(after: 2, took: .milliseconds(10), isBusy: true).count == 4)
        #expect(pace(after: 50, took: .milliseconds(10), isBusy: true).count == 1)
    }

    @Test("fewer when it grows slow, and more again when that is over")
    func slows() {
        let quick = pace(after: 200, took: .milliseconds(20))
        let slow = pace(after: 5, took: .seconds(2), from: quick)
        #expect(slow.count < 32)
        #expect(pace(after: 200, took: .milliseconds(20), from: slow).count == 64)
    }

    @Test("a server that is always slow is not mistaken for one that grows slow")
    func steady() {
        #expect(pace(after: 20, took: .milliseconds(400)).count > 16)
    }

    private final class Tally: Sendable {
        private let counts = Mutex((now: 0, most: 0))
        func enter() {
            counts.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
        }
        func leave() { counts.withLock { $0.now -= 1 } }
        var counted: (now: Int, most: Int) { counts.withLock { $0 } }
    }

    @Test("no more are under way than the pace allows, and all have their turn")
    func gate() async {
        let gate = Gate { Instant(seconds: 0) }
        let tally = Tally()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    _ = try? await gate.pass { () async throws(ClusterError) -> Answer in
                        tally.enter()
                        await Task.yield()
                        tally.leave()
                        if number % 7 == 0 { throw .internalError("no") }
                        return Answer(code: 200, bytes: [])
                    }
                }
            }
        }
        #expect(tally.counted.now == 0)
        #expect(tally.counted.most <= 64)
    }
}

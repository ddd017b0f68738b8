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

    @Test("no more are under way than the pace allows, and all have their turn")
    func gate() async throws {
        let gate = Gate { Instant(seconds: 0) }
        let underWay = Mutex(0)
        let most = Mutex(0)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    _ = try? await gate.pass { () async throws(ClusterError) -> Answer in
                        let count = underWay.withLock { count in
                            count += 1
                            return count
                        }
                        most.withLock { $0 = max($0, count) }
                        await Task.yield()
                        underWay.withLock { $0 -= 1 }
                        if number % 7 == 0 { throw .internalError("no") }
                        return Answer(code: 200, bytes: [])
                    }
                }
            }
        }
        #expect(underWay.withLock { $0 } == 0)
        #expect(most.withLock { $0 } <= 64)
    }
}

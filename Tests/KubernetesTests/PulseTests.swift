import Synchronization
import Testing

@testable import Kubernetes

@Suite("A server that has gone silent")
struct PulseTests {
    private func asleep() -> Task<Void, Never> { Task { try? await Task.sleep(for: .seconds(600)) } }

    @Test("after a write, reads end when it shows no sign of life")
    func ends() async {
        let pulse = Pulse(silence: .milliseconds(20))
        let read = asleep()
        _ = pulse.begin(read)
        pulse.wrote { false }
        await read.value
        #expect(read.isCancelled)
        pulse.stop()
    }

    @Test("they go on as long as it does, and are left alone where they ended by themselves")
    func goesOn() async {
        let pulse = Pulse(silence: .milliseconds(20))
        let (read, over) = (asleep(), asleep())
        _ = pulse.begin(read)
        pulse.end(pulse.begin(over))
        let asked = Mutex(0)
        await withCheckedContinuation { continuation in
            pulse.wrote {
                let count = asked.withLock { count in
                    count += 1
                    return count
                }
                if count == 3 { continuation.resume() }
                return true
            }
        }
        #expect(!read.isCancelled)
        #expect(!over.isCancelled)
        pulse.stop()
        read.cancel()
        over.cancel()
    }

    @Test("nothing is asked where nothing was written, or where that is long ago")
    func rests() async {
        let pulse = Pulse(silence: .milliseconds(1), interest: .zero)
        let read = asleep()
        _ = pulse.begin(read)
        let asked = Mutex(0)
        pulse.wrote {
            asked.withLock { $0 += 1 }
            return false
        }
        try? await Task.sleep(for: .milliseconds(50))
        #expect(asked.withLock { $0 } == 0)
        #expect(!read.isCancelled)
        read.cancel()
        pulse.stop()
    }
}

import Apply
import Engine
import Model

/// One process of plumb, from its start to its end or its death.
///
/// Everything that it does to the world passes `effect()`; there it may be killed, and from then on nothing of it
/// reaches the world any more. What is left of it runs out on a clock of its own.
///
/// Unchecked: only the simulation's one thread touches it.
final class Life: @unchecked Sendable {
    let number: Int
    let clock: VirtualClock
    private(set) var isDead = false
    /// Effects until it is killed; nil where it is left alone.
    var effectsLeft: Int?
    private(set) var effects = 0
    /// What it wrote to its log.
    var log: [String] = []

    init(number: Int, at now: Instant) {
        self.number = number
        clock = VirtualClock(now: now)
    }

    /// Between two effects. False where it is dead.
    func effect() -> Bool {
        if isDead { return false }
        effects += 1
        if let left = effectsLeft {
            effectsLeft = left - 1
            if left <= 0 { isDead = true }
        }
        return !isDead
    }

    func kill() { isDead = true }
}

/// The time as one process has it.
struct LifeTime: TimeSource {
    /// `Task.yield` would go round the scheduler.
    func giveWay() async {}

    let life: Life
    func now() -> Instant { life.clock.now }
    func sleep(until time: Instant) async throws { try await life.clock.sleep(until: time) }
}

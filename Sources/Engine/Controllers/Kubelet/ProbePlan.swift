import Model

/// What the probes of a container find out in one run of it, and when: from their numbers, and from when to when the
/// container answers.
/// https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
struct ProbePlan: Equatable {
    enum Probe: String { case startup, liveness }

    /// When its startup probe has passed; nil where it never does.
    var started: Instant?
    var ready: Instant?
    /// When its readiness probe has failed often enough after that.
    var unready: Instant?
    /// When a probe has failed so often that the container is killed.
    var killed: Instant?
    var killer: Probe?

    /// - Parameters:
    ///   - since: When the container began to run.
    ///   - lead: How long the first probe waits beside its own `initialDelaySeconds`.
    ///   - answers: From when it answers; its liveness probe it answers at once.
    ///   - silent: From when it answers no more; nil for one that goes on.
    ///   - isReadyEver: Whether it ever says that it is ready.
    init(of container: Value, since: Instant, lead: Duration, answers: Instant, silent: Instant?, isReadyEver: Bool) {
        func times(_ name: String) -> Times? {
            container[name].flatMap { $0.isObject ? Times($0, since: since + lead) : nil }
        }
        func isAnswered(_ time: Instant) -> Bool { silent.map { time < $0 } ?? true }
        var begin = since
        if let startup = times("startupProbe") {
            let passes = startup.tick(from: answers)
            if passes <= startup.lastFailure(from: since), isAnswered(passes) {
                begin = passes
            } else {
                killed = startup.lastFailure(from: since)
                killer = .startup
                return
            }
        }
        started = begin
        if isReadyEver {
            let readiness = times("readinessProbe")
            let up = readiness.map { $0.tick(from: max(answers, begin)) + $0.period * ($0.successes - 1) }
            let isReady = up ?? max(answers, begin)
            if isAnswered(isReady) { ready = isReady }
            if let readiness, let silent { unready = readiness.lastFailure(from: max(silent, begin)) }
        }
        if let liveness = times("livenessProbe"), let silent {
            killed = liveness.lastFailure(from: max(silent, begin))
            killer = .liveness
        }
    }

    private struct Times {
        let first: Instant
        let period: Duration
        let failures: Int
        let successes: Int

        init(_ probe: Value, since: Instant) {
            func number(_ name: String, _ standard: Int) -> Int { min(max(probe[name]?.int ?? standard, 1), 1 << 20) }
            first = since + .seconds(min(max(probe["initialDelaySeconds"]?.int ?? 0, 0), 1 << 31))
            period = .seconds(number("periodSeconds", 10))
            failures = number("failureThreshold", 3)
            successes = number("successThreshold", 1)
        }

        /// The first probe at a time or after it.
        func tick(from time: Instant) -> Instant {
            if time <= first { return first }
            let step = period.milliseconds
            return first + .milliseconds(((time - first).milliseconds + step - 1) / step * step)
        }

        /// When it has failed for the last time, where all fail from a time on.
        func lastFailure(from time: Instant) -> Instant { tick(from: time) + period * (failures - 1) }
    }
}

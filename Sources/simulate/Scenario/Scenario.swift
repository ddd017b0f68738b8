/// Everything that a simulation is decided by: the same scenario runs the same.
struct Scenario: Hashable, Sendable {
    /// Something that happens at a time of its own, after the simulation's begin.
    struct Happening: Hashable, Sendable {
        var milliseconds: Int64
        var act: Act
    }

    indirect enum Act: Hashable, Sendable {
        case push(Content)
        /// The branch goes to another commit, counted from the first.
        case forcePush(Int)
        /// Somebody writes an annotation of his own on one of our objects.
        case annotate(object: Int, value: Int)
        /// Somebody writes a field that a revision defines.
        case drift(object: Int, value: Int)
        case delete(object: Int)
        case deletePod(Int)
        case scaleWorker(Int)
        /// Somebody holds an object with a finalizer, for so long.
        case hold(object: Int, milliseconds: Int64)
        /// Somebody makes a ConfigMap that a revision may define later.
        case precede(extra: Int)
        case outage(milliseconds: Int64)
        case gitGone(milliseconds: Int64)
        case diskFull(milliseconds: Int64)
        /// plumb is killed after so many more effects.
        case crash(effects: Int, losesPower: Bool)
        case restart
        case wake
        /// As soon as a transaction comes to that phase, the next time.
        case inPhase(Moment, Act)
    }

    /// Phases of transactions in which something can be made to happen.
    enum Moment: String, CaseIterable, Sendable {
        case recovering, preflight, applying, verifying, pruning
        case rollingBack = "rolling back"
    }

    var seed: UInt64
    var happenings: [Happening]
    var cluster = ClusterFaults.none
    var disk = FaultyDisk.Faults.none
    var git = FaultyRepository.Faults.none
    var intervalSeconds: Int64 = 60
    var timeoutSeconds: Int64 = 120
    /// How long nothing runs after a crash.
    var downMilliseconds: Int64 = 1000
    /// How many requests are under way side by side.
    var requestsAtOnce = 16
}

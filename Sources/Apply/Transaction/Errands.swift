internal import ClusterAPI
internal import Model

/// The requests of a transaction: waiting, under way, or pausing before they are tried again.
struct Errands: Sendable {
    private var queue: [Errand] = []
    /// Where the queue begins: what is before was taken.
    private var head = 0
    private var paused: [Errand: Instant] = [:]
    private var underWay: [Int: Errand] = [:]
    private var attempts: [Errand: Int] = [:]
    private var count = 0
    private var seed: UInt64
    private let settings: TransactionSettings

    init(settings: TransactionSettings) {
        self.settings = settings
        seed = settings.seed
    }

    var isIdle: Bool { head == queue.count && paused.isEmpty && underWay.isEmpty }
    /// Something that may yet change the cluster, or tell how it is.
    var hasUnderWay: Bool { underWay.values.contains { if case .evidence = $0 { false } else { true } } }
    /// Nothing is asked, and something will be asked again.
    var isPausing: Bool { head == queue.count && underWay.isEmpty && !paused.isEmpty }
    func isUnderWay(_ errand: Errand) -> Bool { underWay.values.contains(errand) }
    var nextTime: Instant? { paused.values.min() }

    /// Those whose turn has not come yet.
    var waiting: ArraySlice<Errand> { queue[head...] }

    mutating func add(_ errand: Errand) { queue.append(errand) }

    /// The next request, where there is one and another may be under way.
    mutating func take() -> (id: Int, errand: Errand)? {
        guard underWay.count < max(1, settings.parallelism), head < queue.count else { return nil }
        let errand = queue[head]
        head += 1
        if head == queue.count {
            queue.removeAll(keepingCapacity: true)
            head = 0
        }
        count += 1
        underWay[count] = errand
        return (count, errand)
    }

    /// The request was answered; nil for one that nobody knows.
    mutating func finish(_ id: Int) -> Errand? { underWay.removeValue(forKey: id) }

    /// It went well: the next trouble starts with a short pause again.
    mutating func forget(_ errand: Errand) { attempts[errand] = nil }

    mutating func count(_ errand: Errand) { attempts[errand, default: 0] += 1 }

    func attempts(of errand: Errand) -> Int { attempts[errand] ?? 0 }

    /// Tries it again after a pause: twice as long each time, between half and all of it, as long as the server asks.
    mutating func retry(_ errand: Errand, after asked: Int? = nil, at now: Instant) -> Duration {
        let attempt = attempts[errand, default: 0]
        attempts[errand] = attempt + 1
        let full = min(settings.firstPause * (1 << min(attempt, 20)), settings.longestPause)
        var pause = full / 2 + .milliseconds(Int64(random() % UInt64(max(1, full.milliseconds / 2))))
        if let asked { pause = max(pause, .seconds(Int64(max(0, min(asked, 60))))) }
        paused[errand] = now + pause
        return pause
    }

    /// Those whose pause is over wait in the queue again.
    mutating func wake(at now: Instant) {
        guard !paused.isEmpty else { return }
        let due = paused.filter { $0.value <= now }.sorted { $0.value < $1.value }
        for (errand, _) in due {
            paused[errand] = nil
            queue.append(errand)
        }
    }

    /// What has not been sent is not sent any more, but for what tells why.
    mutating func drop() {
        queue = queue[head...].filter { if case .evidence = $0 { true } else { false } }
        head = 0
        paused.removeAll()
    }

    /// Ends the pause of an errand; does nothing for one that is not pausing.
    mutating func hurry(_ errand: Errand) {
        if paused.removeValue(forKey: errand) != nil { queue.append(errand) }
    }

    /// SplitMix64: https://prng.di.unimi.it/splitmix64.c
    private mutating func random() -> UInt64 {
        seed &+= 0x9e37_79b9_7f4a_7c15
        var value = seed
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}

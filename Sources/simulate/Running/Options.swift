/// What the program is asked for.
struct Options {
    var seeds = 1000
    var first: UInt64 = 1
    var workers = 2
    /// One seed, with its trace.
    var replay: UInt64?
    var shrinks = true
    /// A worker of another process of this program: prints its results as lines.
    var isWorker = false
    var trace = false
    /// Ends with the first seed that fails.
    var stopsAtFirst = false
    /// Each seed runs once more, in another process and another order, and its trace has to be the same.
    var runsTwice = false
    /// A worker's: tells of each seed what tells its trace apart.
    var tellsDigests = false
    /// A worker's: the last seed first.
    var isBackwards = false
    /// A bug for the checks to find: what the ledger syncs is not on the disk.
    var liesAboutSyncs = false

    static let usage = """
        usage: simulate [--seeds N] [--first SEED] [--workers N] [--no-shrink] [--stop-at-first] [--twice]
               simulate --seed SEED [--trace] [--no-shrink]

          --twice        run each seed in two processes, in different orders: both have to be equal to the last byte
          --lying-disk   the disk only says that it syncs; the checks have to find that
        """

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        func number() -> Int? { rest.popFirst().flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }
        while let argument = rest.popFirst() {
            switch argument {
            case "--seeds":
                guard let value = number() else { return nil }
                seeds = value
            case "--first":
                guard let value = number() else { return nil }
                first = UInt64(value)
            case "--workers":
                guard let value = number(), value > 0 else { return nil }
                workers = value
            case "--seed":
                guard let value = number() else { return nil }
                replay = UInt64(value)
            case "--no-shrink": shrinks = false
            case "--stop-at-first": stopsAtFirst = true
            case "--twice": runsTwice = true
            case "--lying-disk": liesAboutSyncs = true
            case "--trace": trace = true
            case "--worker": isWorker = true
            case "--digests": tellsDigests = true
            case "--backwards": isBackwards = true
            default: return nil
            }
        }
    }

    func scenario(of seed: UInt64) -> Scenario {
        var scenario = Scenario(seed: seed)
        if liesAboutSyncs {
            scenario.disk.liesAboutSyncs = true
            // In the middle of the first transaction, mostly.
            let crash = Scenario.Act.crash(effects: 40 + Int(seed % 16) * 10, losesPower: true)
            scenario.happenings.insert(Scenario.Happening(milliseconds: 1, act: crash), at: 1)
        }
        return scenario
    }
}

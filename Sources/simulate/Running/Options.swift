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

    static let usage = """
        usage: simulate [--seeds N] [--first SEED] [--workers N] [--no-shrink] [--stop-at-first]
               simulate --seed SEED [--trace] [--no-shrink]
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
            case "--trace": trace = true
            case "--worker": isWorker = true
            default: return nil
            }
        }
    }
}

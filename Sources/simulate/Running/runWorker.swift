import Glibc

/// Runs a range of seeds in this process, and prints a line for each that fails and for what was covered.
///
/// Lines: `fail SEED PROMISE: WHAT`, `cover KIND<tab>NAME<tab>COUNT`, `done COUNT`.
func runWorker(_ options: Options, on ground: Ground) {
    var coverage = Coverage()
    var count = 0
    for seed in options.first..<(options.first + UInt64(options.seeds)) {
        // Before it runs: should the process die, it is known of which.
        print("at \(seed)")
        let result = simulate(Scenario(seed: seed), on: ground)
        coverage.add(result.coverage)
        count += 1
        if let violation = result.violations.first {
            print("fail \(seed) \(violation)")
            if options.stopsAtFirst { break }
        }
        fflush(nil)
    }
    for (kind, name, number) in coverage.lines { print("cover \(kind)\t\(name)\t\(number)") }
    print("done \(count)")
    fflush(nil)
}

extension Coverage {
    var lines: [(kind: String, name: String, count: Int)] {
        faults.map { ("fault", $0.key.rawValue, $0.value) } + phases.map { ("phase", $0.key, $0.value) }
            + outcomes.map { ("outcome", $0.key, $0.value) } + states.map { ("state", $0.key, $0.value) }
            + ends.map { ("end", $0.key, $0.value) }
    }

    mutating func add(kind: String, name: String, count: Int) {
        switch kind {
        case "fault": if let fault = Fault(rawValue: name) { faults[fault, default: 0] += count }
        case "phase": phases[name, default: 0] += count
        case "outcome": outcomes[name, default: 0] += count
        case "state": states[name, default: 0] += count
        default: ends[name, default: 0] += count
        }
    }
}

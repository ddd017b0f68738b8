import Glibc

/// Runs a range of seeds in this process, and prints a line for each that fails and for what was covered.
///
/// Lines: `at SEED`, `fail SEED PROMISE: WHAT`, `digest SEED HEX`, `cover KIND<tab>NAME<tab>COUNT`, `done COUNT`.
func runWorker(_ options: Options, on ground: Ground) {
    var coverage = Coverage()
    var count = 0
    let seeds = Array(options.first..<(options.first + UInt64(options.seeds)))
    for seed in options.isBackwards ? seeds.reversed() : seeds {
        // Before it runs: should the process die, it is known of which.
        print("at \(seed)")
        fflush(nil)
        let result = simulate(options.scenario(of: seed), on: ground, isTraced: options.tellsDigests || options.trace)
        coverage.add(result.coverage)
        count += 1
        if options.trace { for line in result.trace { print("trace \(seed) \(line)") } }
        if options.tellsDigests { print("digest \(seed) \(result.trace.count) lines, \(traceDigest(result.trace))") }
        if let violation = result.violations.first {
            print("fail \(seed) \(violation.likeness)\t\(violation)")
            if options.stopsAtFirst { break }
        }
    }
    for line in coverage.lines { print("cover \(line)") }
    print("done \(count)")
    fflush(nil)
}

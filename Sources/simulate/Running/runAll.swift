import Glibc

/// Runs many seeds, and returns whether every promise was kept.
///
/// In processes of their own, a slice at a time, because the hooks and the disk are one for each, and because a product
/// that traps is a finding too.
func runAll(_ options: Options) -> Bool {
    var slices = Slices(options)
    var findings = Findings()
    let start = seconds()
    var told = start
    Child.runAll(workers: options.workers) {
        slices.next()
    } ended: { child in
        findings.take(child)
        if seconds() - told > 30 {
            told = seconds()
            print("… \(findings.spoken(since: start))")
            fflush(nil)
        }
        return !(options.stopsAtFirst && !findings.failures.isEmpty)
    }
    for line in findings.coverage.spoken { print(line) }
    print(findings.spoken(since: start))
    fflush(nil)
    if options.shrinks { tellLeast(findings.failures, options) }
    return findings.failures.isEmpty
}

/// What is left to run: as the arguments of one process after the other.
private struct Slices {
    private let options: Options
    private let size: UInt64
    private var first: UInt64
    private let end: UInt64
    private var isSecond = false

    init(_ options: Options) {
        self.options = options
        first = options.first
        end = options.first &+ UInt64(options.seeds)
        // Small enough for all workers to end at about the same time.
        size = UInt64(min(250, max(1, options.seeds / (4 * options.workers))))
    }

    mutating func next() -> [String]? {
        guard first < end else { return nil }
        let count = min(size, end - first)
        var words = ["--worker", "--first", "\(first)", "--seeds", "\(count)"]
        if options.stopsAtFirst { words.append("--stop-at-first") }
        if options.liesAboutSyncs { words.append("--lying-disk") }
        if options.runsTwice {
            words.append("--digests")
            if isSecond { words.append("--backwards") }
            isSecond.toggle()
        }
        if !isSecond { first += count }
        return words
    }
}

/// What the processes told.
private struct Findings {
    private(set) var failures: [(seed: UInt64, likeness: String)] = []
    private(set) var coverage = Coverage()
    private var done = 0
    private var digests: [UInt64: String] = [:]
    private var compared = 0

    mutating func take(_ child: Child) {
        let isSecond = child.arguments.contains("--backwards")
        var at: UInt64 = 0
        var isDone = false
        for line in child.lines {
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            let seed = parts.count > 1 ? UInt64(parts[1]) ?? 0 : 0
            switch parts.first {
            case "at": at = seed
            case "fail" where parts.count == 3 && !isSecond:
                let texts = parts[2].split(separator: "\t", maxSplits: 1).map(String.init)
                fail(seed, likeness: texts[0], texts[texts.count - 1])
            case "digest" where parts.count == 3:
                guard let former = digests.updateValue(parts[2], forKey: seed) else { continue }
                compared += 1
                digests[seed] = nil
                if former != parts[2] {
                    fail(seed, likeness: "replay", "it does not run the same twice: \(former); \(parts[2])")
                }
            case "cover" where !isSecond: coverage.add(line: line.dropFirst("cover ".count))
            case "done":
                isDone = true
                if !isSecond { done += Int(seed) }
            default: break
            }
        }
        if !isDone { fail(at, likeness: "ended", "the process ended in it") }
    }

    private mutating func fail(_ seed: UInt64, likeness: String, _ text: String) {
        print("seed \(seed): \(text)")
        fflush(nil)
        failures.append((seed, likeness))
    }

    func spoken(since start: Double) -> String {
        let time = seconds() - start
        let rate = time > 0 ? Double(done) / time : 0
        let twice = compared > 0 ? ", \(compared) of them twice and compared" : ""
        return "\(done) seeds in \(Int(time)) s, \(Int(rate * 10) / 10).\(Int(rate * 10) % 10) a second\(twice); "
            + (failures.isEmpty ? "no promise is broken" : "\(failures.count) failed")
    }
}

/// Makes the first failures smaller that are not alike, each in a process of its own.
private func tellLeast(_ failures: [(seed: UInt64, likeness: String)], _ options: Options) {
    var told: Set<String> = []
    var words: [[String]] = []
    for failure in failures.sorted(by: { $0.seed < $1.seed })
    where failure.likeness != "replay" && words.count < 3 && told.insert(failure.likeness).inserted {
        words.append(["--seed", "\(failure.seed)"] + (options.liesAboutSyncs ? ["--lying-disk"] : []))
    }
    var rest = words[...]
    Child.runAll(workers: options.workers) {
        rest.popFirst()
    } ended: { child in
        print("")
        for line in child.lines { print(line) }
        fflush(nil)
        return true
    }
}

private func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

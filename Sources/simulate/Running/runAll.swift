import Glibc

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Runs many seeds in processes of their own, a slice at a time, and returns how many failed.
///
/// In processes, because the hooks and the disk are one for each, and because a product that traps is a finding too.
func runAll(_ options: Options) -> Int {
    let slice = 250
    var next = options.first
    let end = options.first + UInt64(options.seeds)
    var coverage = Coverage()
    var failures: [(seed: UInt64, text: String)] = []
    var done = 0
    let start = seconds()
    while next < end, !(options.stopsAtFirst && !failures.isEmpty) {
        var children: [Child] = []
        while children.count < options.workers, next < end {
            let count = min(UInt64(slice), end - next)
            let extra = options.stopsAtFirst ? ["--stop-at-first"] : []
            if let child = Child(["--worker", "--first", "\(next)", "--seeds", "\(count)"] + extra) {
                children.append(child)
            }
            next += count
        }
        for child in children {
            var at: UInt64 = 0
            var isDone = false
            for line in child.lines() {
                let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
                switch parts.first {
                case "at": at = parts.count > 1 ? UInt64(parts[1]) ?? 0 : 0
                case "fail":
                    guard parts.count == 3, let seed = UInt64(parts[1]) else { continue }
                    print("seed \(seed): \(parts[2])")
                    fflush(nil)
                    failures.append((seed, parts[2]))
                case "cover":
                    let fields = line.dropFirst("cover ".count).split(separator: "\t").map(String.init)
                    if fields.count == 3 { coverage.add(kind: fields[0], name: fields[1], count: Int(fields[2]) ?? 0) }
                case "done":
                    isDone = true
                    done += parts.count > 1 ? Int(parts[1]) ?? 0 : 0
                default: break
                }
            }
            if !isDone {
                print("seed \(at): the process ended in it")
                failures.append((at, "the process ended in it"))
            }
        }
    }
    report(coverage, seeds: done, failures: failures.map(\.seed), seconds: seconds() - start)
    return failures.count
}

private func report(_ coverage: Coverage, seeds: Int, failures: [UInt64], seconds: Double) {
    let rate = seconds > 0 ? Int(Double(seeds) / seconds) : 0
    print("\(seeds) seeds in \(Int(seconds)) s, \(rate) a second; \(failures.count) failed")
    func list(_ title: String, _ counts: [String: Int], of all: [String] = []) {
        let missing = all.filter { counts[$0] == nil }
        let told = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        print("\(title): \(told)" + (missing.isEmpty ? "" : "; never: \(missing.joined(separator: ", "))"))
    }
    list(
        "faults",
        Dictionary(coverage.faults.map { ($0.key.rawValue, $0.value) }) { $0 + $1 }, of: Fault.allCases.map(\.rawValue))
    list("phases", coverage.phases)
    list("outcomes", coverage.outcomes)
    list("states", coverage.states)
    list("ends", coverage.ends)
}

func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Another process of this program, whose output is read.
private struct Child {
    private let process: pid_t
    private let output: UnsafeMutablePointer<FILE>

    init?(_ arguments: [String]) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        var child = pid_t()
        let words = ["simulate"] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        let outcome = posix_spawn(&child, "/proc/self/exe", &actions, nil, &pointers, environ)
        close(ends[1])
        guard outcome == 0, let file = fdopen(ends[0], "r") else { return nil }
        process = child
        output = file
    }

    /// Everything that it prints, until it ends.
    func lines() -> [String] {
        var found: [String] = []
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        while getline(&line, &capacity, output) > 0 {
            if let line { found.append(String(cString: line).trimmingNewline) }
        }
        free(line)
        fclose(output)
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        return found
    }
}

extension String {
    fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}

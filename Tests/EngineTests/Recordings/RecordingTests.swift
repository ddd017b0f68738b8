import Engine
import Foundation
import Model
import TestSupport
import Testing

@Suite("Recordings of real controllers", .enabled(if: SharedCases.arePresent, "../shared/cases is absent"))
struct RecordingTests {
    struct Outcome {
        var scenarios = 0
        var passed = 0
        var steps = 0
        var stepsPassed = 0
        var skipped: [String] = []
        var differences: [String] = []
    }

    static func play(_ recording: Recording, into outcome: inout Outcome) throws {
        var player = try RecordingPlayer(namespace: recording.name)
        var known: [String: Value] = [:]
        var isGood = true
        var wasSettled = true
        outcome.scenarios += 1
        for (index, step) in recording.steps.enumerated() {
            if let problem = player.play(step) {
                outcome.skipped.append("\(recording.name) from step \(index): \(problem)")
                break
            }
            known = full(step["objects"]?.members ?? Members(), after: known)
            var comparison = RecordingComparison(player, showsPods: recording.showsPods)
            // What came out differently in two runs of the real thing is nobody's promise.
            // Nor is how far things are when the recorder did not wait.
            let isSettled = step["ended"]?.string != "not waited"
            if recording.isCertain("objects", step: index), isSettled {
                comparison.compareObjects(known)
            }
            if recording.isCertain("events", step: index), isSettled, wasSettled {
                comparison.compareEvents(step["events"]?.elements ?? [])
            }
            if recording.isCertain("responses", step: index) {
                comparison.compareRefusals(step["responses"]?.elements ?? [])
            }
            if recording.isCertain("extremes", step: index) { comparison.compareExtremes(step["extremes"] ?? [:]) }
            wasSettled = isSettled
            outcome.steps += 1
            if comparison.differences.isEmpty { outcome.stepsPassed += 1 } else { isGood = false }
            outcome.differences += comparison.differences.map { "\(recording.name) \(index): \($0)" }
        }
        if isGood { outcome.passed += 1 }
    }

    /// `=` stands for the object as it was after the step before.
    private static func full(_ objects: Members, after known: [String: Value]) -> [String: Value] {
        Dictionary(
            objects.map { name, object in (name, object.string == "=" ? known[name] ?? object : object) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test(
        "scenarios end in the same objects, conditions and events as in a real cluster",
        arguments: [
            (prefixes: ["dep-"], floor: 0.98), (prefixes: ["sts-"], floor: 0.98),
            (prefixes: ["job-"], floor: 0.98), (prefixes: ["ds-"], floor: 0.98),
            (prefixes: ["quota", "limitrange"], floor: 0.98), (prefixes: ["ns-", "gc-"], floor: 0.98),
            (prefixes: ["sched-"], floor: 0.98), (prefixes: ["pvc-pending", "pvc-static"], floor: 0.85),
            (prefixes: ["cron-", "pdb-", "hpa-"], floor: 0.98),
            (prefixes: ["rs-", "svc-"], floor: 0.96),
            (prefixes: ["pvc-dynamic"], floor: 1.0),
        ])
    func replay(prefixes: [String], floor: Double) throws {
        let index = try SharedCases.json("\(Recording.folder)/index.json")
        var outcome = Outcome()
        // `RECORDINGS=job-,ns-` plays only those.
        let wanted = ProcessInfo.processInfo.environment["RECORDINGS"]?.split(separator: ",").map(String.init)
        if let wanted, !prefixes.contains(where: wanted.contains) { return }
        for name in Recording.names(with: prefixes) {
            try RecordingTests.play(try Recording(name, index: index), into: &outcome)
        }
        let share = Double(outcome.stepsPassed) / Double(max(outcome.steps, 1))
        print(
            "recordings \(prefixes.joined(separator: " ")): \(outcome.passed) of \(outcome.scenarios) scenarios, "
                + "\(outcome.stepsPassed) of \(outcome.steps) steps")
        for text in outcome.skipped { print("  skipped: \(text)") }
        for text in outcome.differences.prefix(200) { print("  \(text)") }
        #expect(share >= floor)
        #expect(outcome.steps > 0)
    }
}

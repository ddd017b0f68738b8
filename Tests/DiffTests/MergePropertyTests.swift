import Diff
import Kinds
import Model
import TestSupport
import Testing

/// What holds for any three versions, tried on real objects with seeded damage.
@Suite("Properties of merging and patching", .enabled(if: SharedCases.arePresent, "../shared/cases is absent"))
struct MergePropertyTests {
    static func versions() throws -> [(base: Value, desired: Value, live: Value)] {
        try SharedCases.jsonLines("three-way/real.jsonl").prefix(120).compactMap {
            guard let base = $0["original"], let desired = $0["modified"], let live = $0["current"] else { return nil }
            return (base, desired, live)
        }
    }

    @Test("merging what was merged finds no difference")
    func idempotence() throws {
        var random = SeededRandom(seed: 7)
        for (base, desired, live) in try Self.versions() {
            let schema = builtinSchema(of: desired) ?? .unknown
            let held = random.damaged(live, chance: 20)
            let once = Diff.merge(base: base, desired: desired, live: held, schema: schema)
            let result = try #require(once.result)
            let twice = Diff.merge(base: desired, desired: desired, live: result, schema: schema)
            #expect(twice.isNoDifference, "\(twice.fields.map(\.lines))")
            #expect(twice.result == result || twice.isNoDifference)
        }
    }

    @Test("no difference is said only where the result is the live object by meaning")
    func soundness() throws {
        var random = SeededRandom(seed: 11)
        for (base, desired, live) in try Self.versions() {
            let schema = builtinSchema(of: desired) ?? .unknown
            let held = random.damaged(live, chance: 10)
            let merged = Diff.merge(base: base, desired: desired, live: held, schema: schema)
            guard let result = merged.result, merged.isNoDifference else { continue }
            var left = result
            var right = held
            left["status"] = nil
            right["status"] = nil
            let patch = mergePatch(from: right, to: left)
            #expect(sameMeaning(applyMergePatch(patch, to: right), left, schema))
            for (key, part) in patch.members where key != "metadata" {
                #expect(part.isEmpty || sameMeaning(left[key], right[key], schema.member(key)), "\(patch.json)")
            }
        }
    }

    @Test("a patch from one version to another makes the other")
    func roundTrips() throws {
        var random = SeededRandom(seed: 3)
        for (base, desired, live) in try Self.versions() {
            let other = random.damaged(base, chance: 8)
            for (from, wanted) in [(base, desired), (live, desired), (desired, base), (base, other)] {
                // Without nulls, which no merge patch can ask for.
                let to = applyMergePatch(wanted, to: .emptyObject)
                let merge = mergePatch(from: from, to: to)
                let result = applyMergePatch(merge, to: from)
                #expect(result == to, "\(firstDifference(result, to))")
            }
            guard let schema = builtinSchema(of: desired) else { continue }
            let patch = try strategicPatch(from: base, to: desired, schema: schema)
            let result = try applyStrategicMergePatch(patch, to: base, schema: schema)
            // A list that merges by one key cannot tell elements apart that share it.
            guard !hasSharedPorts(desired), !hasSharedPorts(base) else { continue }
            #expect(result == desired, "\(firstDifference(result, desired))")
        }
    }

    @Test("nothing traps or overflows on objects of any shape")
    func hostility() throws {
        var random = SeededRandom(seed: 5)
        var deep: Value = "end"
        for _ in 0..<3000 { deep = ["a": deep] }
        for (base, desired, live) in try Self.versions().prefix(60) {
            let schema = builtinSchema(of: desired) ?? .unknown
            var a = random.damaged(base, chance: 4)
            var b = random.damaged(desired, chance: 4)
            let c = random.damaged(live, chance: 4)
            a.set(deep, at: "spec", "deep")
            b.set(deep, at: "spec", "template", "deep")
            _ = Diff.merge(base: a, desired: b, live: c, schema: schema, normalize: defaulted)
            _ = try? threeWayStrategicPatch(original: a, modified: b, current: c, schema: schema, overwrite: false)
            _ = try? applyStrategicMergePatch(b, to: c, schema: schema)
            let time = Instant(seconds: 0)
            _ = recordUpdate(old: c, new: b, manager: "m", time: time, schema: schema)
            _ = try? applyMerge(live: c, applied: b, manager: "m", force: true, time: time, schema: schema)
            _ = adoptionBase(of: c)
            let path = Value(String(repeating: "/a", count: 5000))
            _ = try? applyJSONPatch([["op": "add", "path": path, "value": 1]], to: deep)
            _ = applyMergePatch(deep, to: a)
            let secret: Value = ["apiVersion": "v1", "kind": "Secret", "data": deep]
            _ = Redactor { _ in "" }.redacted(secret)
            _ = fileDiff(base: a, desired: b, live: c, schema: schema, redactor: Redactor { _ in "" })
        }
    }

    func hasSharedPorts(_ object: Value) -> Bool {
        switch object.view {
        case .object(let members):
            if let ports = members["ports"]?.array {
                let numbers = ports.map { ($0["containerPort"] ?? $0["port"] ?? .null) }
                if Set(numbers).count != numbers.count { return true }
            }
            return members.contains { hasSharedPorts($0.value) }
        case .array(let elements): return elements.contains(where: hasSharedPorts)
        default: return false
        }
    }
}

/// SplitMix64: the same seed gives the same damage on every machine.
struct SeededRandom {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A copy in which about one of `chance` values below the metadata is replaced, dropped, doubled or reversed.
    mutating func damaged(_ value: Value, chance: UInt64, depth: Int = 0) -> Value {
        if depth > 1, next() % chance == 0 {
            switch next() % 7 {
            case 0: return .null
            case 1: return "damaged"
            case 2: return Value(Int(truncatingIfNeeded: next() % 100))
            case 3: return .emptyObject
            case 4: return .emptyArray
            case 5: if let elements = value.array { return Value(Array(elements.reversed())) }
            default: if let elements = value.array { return Value(elements + elements) }
            }
        }
        switch value.view {
        case .object(let members):
            var result: [(String, Value)] = []
            for (key, child) in members {
                if depth == 0, ["apiVersion", "kind", "metadata"].contains(key) {
                    result.append((key, child))
                } else if depth == 0 || next() % (chance * 3) != 0 {
                    result.append((key, damaged(child, chance: chance, depth: depth + 1)))
                }
            }
            return Value(Members(result))
        case .array(let elements):
            return Value(elements.map { damaged($0, chance: chance, depth: depth + 1) })
        default: return value
        }
    }
}

import Apply
import ClusterAPI
import Diff
import Model
import Testing

@testable import Ledger

/// What the journal says in few words is read back whole.
@Suite struct CodingTests {
    /// SplitMix64: https://prng.di.unimi.it/splitmix64.c
    struct Random: RandomNumberGenerator {
        var seed: UInt64
        mutating func next() -> UInt64 {
            seed &+= 0x9e37_79b9_7f4a_7c15
            var value = seed
            value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
            return value ^ (value >> 31)
        }
    }

    private static func value(_ depth: Int, _ random: inout Random) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
        case 0: .null
        case 1: Value(Bool.random(using: &random))
        case 2: Value(Int.random(in: 0...2, using: &random))
        case 3: [0, 1.5][Int.random(in: 0...1, using: &random)]
        case 4:
            Value(["", "a", "ä", "a\u{308}", String(repeating: "long ", count: 9)].randomElement(using: &random) ?? "")
        case 5: .emptyObject
        case 6: Value((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth - 1, &random) })
        default: object(depth - 1, &random)
        }
    }

    private static func object(_ depth: Int, _ random: inout Random) -> Value {
        var object = Value.emptyObject
        for name in ["", "+", "-", "a", "b", "data", "😀", "zz"] where Int.random(in: 0...2, using: &random) > 0 {
            object[name] = value(depth, &random)
        }
        return object
    }

    /// With some members changed, others taken away.
    private static func edited(_ value: Value, _ depth: Int, _ random: inout Random) -> Value {
        guard let members = value.object, Int.random(in: 0...5, using: &random) > 0 else {
            return Self.value(depth, &random)
        }
        var result = value
        for (name, member) in members {
            switch Int.random(in: 0...5, using: &random) {
            case 0: result[name] = nil
            case 1: result[name] = edited(member, depth - 1, &random)
            default: break
            }
        }
        if Bool.random(using: &random) { result["more"] = Self.value(1, &random) }
        return result
    }

    @Test("a value comes back from how it differs from another, whatever the two are")
    func differences() throws {
        var random = Random(seed: 7)
        var shorter = 0
        for _ in 0..<4000 {
            let known = Self.object(8, &random)
            let value = Bool.random(using: &random) ? Self.edited(known, 8, &random) : Self.value(8, &random)
            // Read from text, values lie otherwise in memory.
            let (flatKnown, flatValue) = (try Value(json: known.json), try Value(json: value.json))
            for (known, value) in [(known, value), (flatKnown, flatValue), (known, flatValue), (flatKnown, value)] {
                let difference = value.difference(from: known)
                if difference.json.utf8.count < value.json.utf8.count { shorter += 1 }
                #expect(known.changed(by: try Value(json: difference.json)) == value)
            }
        }
        #expect(shorter > 4000)
    }

    @Test(
        "what is no difference is not taken for one",
        arguments: ["1", "[]", "{}", "null", "[0,[],\"a\"]", "[0,[1]]", "[0,0]", "[0,[],1,[2]]", "[0,[],\"a\",7]"])
    func wrong(text: String) throws {
        let known: Value = ["a": ["b": 1]]
        #expect(known.changed(by: try Value(json: text)) == nil)
    }

    @Test("a step comes back as it was planned, whatever it has of before-image, base and result")
    func steps() throws {
        var random = Random(seed: 11)
        let type = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)
        let key = ObjectKey(group: "", kind: "ConfigMap", namespace: "shop", name: "c")
        for shape in 0..<16 {
            for _ in 0..<20 {
                let first = Self.object(4, &random)
                func image(_ bit: Int) -> Value? { shape & bit == 0 ? nil : Self.edited(first, 4, &random) }
                let change = Change(
                    key: key, action: .update, desired: image(1), live: image(2), base: image(4), result: image(8))
                let step = Step(id: 3, change: change, action: .update, type: type)
                let read = try #require(Step(journalled: try Value(json: step.journalled.json)))
                #expect(read.change.desired == change.desired)
                #expect(read.change.live == change.live)
                #expect(read.change.base == change.base)
                #expect(read.change.result == change.result)
            }
        }
    }

    @Test("results that follow one another are one run, and of several of a step the last counts")
    func runs() {
        let results = [
            StepResult(step: 4, result: .applied), StepResult(step: 2, result: .applied),
            StepResult(step: 3, result: .failed, reason: "no"), StepResult(step: 5, result: .applied),
            StepResult(step: 1, result: .applied), StepResult(step: 4, result: .undone),
            StepResult(step: 3, result: .applied), StepResult(step: 9, result: .applied),
        ]
        #expect(
            ResultRun.runs(of: results) == [
                ResultRun(result: .applied, reason: "", first: 1, last: 3),
                ResultRun(result: .undone, reason: "", first: 4, last: 4),
                ResultRun(result: .applied, reason: "", first: 5, last: 5),
                ResultRun(result: .applied, reason: "", first: 9, last: 9),
            ])
    }
}

import Diff
import Model
import Testing

@testable import Reconciler

/// When another writer sets a field back each time.
@Suite struct FightsTests {
    private static let start = Instant(seconds: 1_700_000_000)
    private let key = ObjectKey(group: "apps", kind: "Deployment", namespace: "shop", name: "web")
    private let path: FieldPath = [.field("spec"), .field("replicas")]

    private func drift(_ manager: String = "hpa") -> [ObjectKey: [FieldChange]] {
        [key: [FieldChange(path: path, base: 2, desired: 2, live: 3, why: .drifted, manager: manager)]]
    }

    @Test("the sixth healing within ten minutes is a fight, named with the other's name, and not told twice")
    func begins() {
        var fights = Fights()
        for number in 0..<5 {
            let now = Self.start + .seconds(Int64(number) * 60)
            #expect(fights.healed(drift(), at: now).isEmpty)
            #expect(!fights.isResting(key, path, at: now))
        }
        let now = Self.start + .seconds(300)
        let begun = fights.healed(drift(), at: now)
        #expect(begun.count == 1)
        #expect(begun.first?.text.hasPrefix("Deployment \"web\": spec.replicas is set back by hpa each time") == true)
        #expect(fights.isResting(key, path, at: now + .seconds(59)))
        #expect(!fights.isResting(key, path, at: now + .seconds(60)))
        #expect(fights.resting(at: now) == [key: [path]])
        #expect(fights.healed(drift(), at: now + .seconds(61)).isEmpty)
    }

    @Test("the rest doubles each time, up to an hour, and ten quiet minutes end it")
    func rests() {
        var fights = Fights()
        var now = Self.start
        for _ in 0..<6 { _ = fights.healed(drift(), at: now) }
        for length in [60, 120, 240, 480, 960, 1920, 3600, 3600] as [Int64] {
            #expect(fights.isResting(key, path, at: now + .seconds(length - 1)))
            #expect(!fights.isResting(key, path, at: now + .seconds(length)))
            now = now + .seconds(length)
            _ = fights.healed(drift(), at: now)
        }
        now = now + .seconds(3600 + 601)
        fights.forget(at: now)
        #expect(fights.isEmpty)
    }

    @Test("healings that are far apart, or of different fields, are no fight")
    func farApart() {
        var fights = Fights()
        for number in 0..<20 {
            #expect(fights.healed(drift(), at: Self.start + .seconds(Int64(number) * 150)).isEmpty)
        }
        var others = Fights()
        for number in 0..<20 {
            let change = FieldChange(path: [.field("data"), .field("k\(number)")], why: .drifted)
            #expect(others.healed([key: [change]], at: Self.start).isEmpty)
        }
    }
}

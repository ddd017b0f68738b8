import Kinds
import Model
import TestSupport
import Testing

@Suite("Defaults")
struct DefaultsTests {
    @Test("every recorded default is set, and nothing else", .enabled(if: SharedCases.arePresent))
    func recorded() throws {
        var tally = Tally("defaults")
        for name in try SharedCases.names(in: "defaults") where name.hasSuffix(".json") && name != "TABLE.json" {
            let row = try SharedCases.json("defaults/\(name)")
            guard let input = row["input"], let output = row["output"] else { continue }
            let wanted = comparable(output)
            var given = input
            if let namespace = output.metadata["namespace"] { given.set(namespace, at: "metadata", "namespace") }
            let options = AdmissionOptions(uid: output.uid)
            do {
                let admitted = try admit(create: given, options: options)
                tally.record(name, comparable(admitted.object), wanted)
            } catch {
                tally.fail(name, "refused: \(error.message)")
            }
        }
        tally.report()
        #expect(tally.share == 1)
    }
}

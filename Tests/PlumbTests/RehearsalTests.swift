import Foundation
import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Rehearsals {
        let place: Workplace

        init() throws { place = try Workplace() }

        @Test("a good revision would be committed, a broken one rolled back, and nothing is written")
        func simulate() async throws {
            let good = try await place.plumb("simulate", "\(Shop.folder)/shop", "--namespace", "shop")
            #expect(good.status == 0, "\(good)")
            #expect(good.output.contains("Outcome: it would be committed"), "\(good)")

            try place.repository.commit(try Shop.files())
            let path = place.repository.path
            try place.repository.commit([
                "shop/api.yaml": try Shop.file("shop/api.yaml", ["image: ": "image: nowhere.invalid/"])
            ])
            let bad = try await place.plumb("simulate", "--repo", path, "--path", "shop", "-o", "json")
            #expect(bad.status == 1, "\(bad)")
            let report = try bad.json
            #expect(report["outcome"] == "RolledBack")
            #expect(report["reason"]?.string?.contains("nowhere.invalid") == true)
            let events = (report["timeline"]?.elements ?? []).compactMap { $0["event"]?.string }
            #expect(events.contains("undone"))
            for secret in Shop.secrets { #expect(!bad.output.contains(secret)) }
            #expect(!FileManager.default.fileExists(atPath: place.data))
        }

        @Test("what is refused before the first write is refused here too, with file and line")
        func refused() async throws {
            try place.write(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndatas: {}\n", to: "home/a.yaml")
            let ran = try await place.plumb("simulate", place.home)
            #expect(ran.status == 1, "\(ran)")
            #expect(ran.output.contains("a.yaml:"))
            #expect(ran.output.contains("datas"))
        }
    }
}

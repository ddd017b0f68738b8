import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Once {
        let place: Workplace

        init() throws {
            place = try Workplace()
            try place.configure(["shop": "{repo: \(place.repository.path), path: shop}"])
        }

        private func once() async throws -> Ran {
            try await place.plumb("run", "--config", place.configurationFile, "--once", "-o", "json")
        }

        @Test("a commit is Synced and Healthy, and the same one again changes nothing")
        func commits() async throws {
            let commit = try place.repository.commit(try Shop.files(), message: "Open the shop")
            let ran = try await once()
            #expect(ran.status == 0, "\(ran)")
            let shop = try ran.json["applications"]?[0]
            #expect(shop?["state"]?.string == "Synced")
            #expect(shop?["health"]?.string == "Healthy")
            #expect(shop?["revision"]?.string == commit)
            #expect(shop?["objects"]?["total"]?.int == 13)
            #expect(try await once().status == 0)
            let history = try await place.report("history")["transactions"]
            #expect(history?.elements.count == 1)
            #expect(history?[0]?["message"]?.string == "Open the shop")
            #expect(history?[0]?["author"]?.string?.contains("Ada Lovelace") == true)
            #expect(history?[0]?["outcome"]?.string == "Committed")
        }

        @Test("a commit that breaks a workload is rolled back and rejected, and the next good one goes through")
        func rollsBack() async throws {
            let good = try place.repository.commit(try Shop.files())
            #expect(try await once().status == 0)
            let bad = try place.repository.commit([
                "shop/api.yaml": try Shop.file(
                    "shop/api.yaml", ["registry.example/shop/api:2.3.0": "registry.invalid/api:9"])
            ])
            let ran = try await once()
            #expect(ran.status == 1)
            let shop = try ran.json["applications"]?[0]
            #expect(shop?["state"]?.string == "RolledBack", "\(ran)")
            #expect(shop?["revision"]?.string == good)
            #expect(shop?["rejected"]?["revision"]?.string == bad)
            let reason = shop?["rejected"]?["reason"]?.string ?? ""
            for word in ["Deployment", "api", "container", "registry.invalid/api:9"] {
                #expect(reason.contains(word), "\(reason)")
            }
            let mended = try place.repository.commit([
                "shop/api.yaml": try Shop.file("shop/api.yaml", ["api:2.3.0": "api:2.4.0"])
            ])
            let after = try await once()
            #expect(after.status == 0, "\(after)")
            #expect(try after.json["applications"]?[0]?["revision"]?.string == mended)
        }
    }
}

import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Steering {
        let place: Workplace

        init() throws {
            place = try Workplace()
            try place.configure(["shop": "{repo: \(place.repository.path), path: shop}"])
        }

        @Test("rollback holds the former revision until the branch moves, and suspend holds everything until resume")
        func steers() async throws {
            let first = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: first)
            let second = try place.repository.commit([
                "shop/web.yaml": try Shop.file("shop/web.yaml", ["replicas: 2": "replicas: 3"])
            ])
            try await place.wait("shop", synced: second)
            let back = try await place.plumb("rollback", "shop", "--to", first, "--wait")
            #expect(back.status == 0, "\(back)")
            let held = try await place.status("shop")
            #expect(held["revision"]?.string == first)
            #expect(held["rejected"]?["revision"]?.string == second)
            #expect(try await place.object("deployments", "web", in: "shop")?["spec"]?["replicas"]?.int == 2)
            let last = try await place.history("shop").first
            #expect(last?["kind"]?.string == "rollback")
            #expect(last?["actor"]?.string == "ada")

            #expect(try await place.plumb("suspend", "shop").status == 0)
            try await place.wait("shop", is: "Suspended")
            let third = try place.repository.commit([
                "shop/web.yaml": try Shop.file("shop/web.yaml", ["replicas: 2": "replicas: 4"])
            ])
            try await place.wait("shop", "sees the new tip") { $0["tip"]?.string == third }
            #expect(try await place.status("shop")["revision"]?.string == first)
            let resumed = try await place.plumb("resume", "shop", "--wait")
            #expect(resumed.status == 0, "\(resumed)")
            try await place.wait("shop", synced: third)
            let verified = try await place.plumb("audit", "verify")
            #expect(verified.status == 0, "\(verified)")
            let events =
                try await place.report("audit", "list")["entries"]?.elements.compactMap { $0["event"]?.string } ?? []
            for event in ["suspend", "resume"] { #expect(events.contains(event), "\(events)") }
        }

        @Test("retry tries a rejected commit again, and says how it went by its exit code")
        func retries() async throws {
            let good = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: good)
            let bad = try place.repository.commit([
                "shop/api.yaml": try Shop.file(
                    "shop/api.yaml", ["registry.example/shop/api:2.3.0": "registry.invalid/api:9"])
            ])
            _ = try await place.wait("shop", rejects: bad, as: "RolledBack")
            let retried = try await place.plumb("retry", "shop", "--wait")
            #expect(retried.status == 1, "\(retried)")
            #expect(try await place.history("shop").filter { $0["to"]?.string == bad }.count == 2)
            #expect(try await place.plumb("status").status == 1)
        }
    }
}

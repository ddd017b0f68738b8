import Glibc
import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Configuration {
        let place: Workplace
        let commit: String

        init() throws {
            place = try Workplace()
            commit = try place.repository.commit(try Shop.files())
        }

        @Test("unknown keys are refused, each with its line, and nothing is started")
        func unknownKeys() async throws {
            try place.write(
                """
                applications:
                  shop:
                    repo: /srv/shop.git
                    paht: shop
                  other:
                    repo: x
                    intervall: 3s
                """,
                to: "plumb.yaml")
            let ran = try await place.plumb("run", "--config", place.configurationFile)
            #expect(ran.status == 1)
            for word in ["plumb.yaml:4", "paht", "plumb.yaml:7", "intervall"] {
                #expect(ran.errors.contains(word), "\(ran)")
            }
        }

        @Test("a changed file and SIGHUP are taken up; a bad file keeps what was before, and is said")
        func reloads() async throws {
            let shop = "{repo: \(place.repository.path), path: shop}"
            let handbook = "{repo: \(place.repository.path), path: handbook}"
            try place.configure(["shop": shop])
            let process = try await place.start()
            try await place.wait("shop", synced: commit)
            try place.configure(["shop": shop, "handbook": handbook])
            try await place.wait("handbook", synced: commit)

            try place.write("applications: {shop: {repoo: x}}\n", to: "plumb.yaml")
            kill(process, SIGHUP)
            _ =
                try await eventually("the bad configuration is said") {
                    let log = place.read("plumb.log")
                    return (log.contains("repoo") ? true : nil, log)
                } as Bool
            try await place.wait("shop", synced: commit)
            let next = try place.repository.commit([
                "handbook/handbook.yaml": try Shop.file("handbook/handbook.yaml", ["replicas: 1": "replicas: 2"])
            ])
            try await place.wait("handbook", synced: next)

            try place.configure(["handbook": handbook])
            kill(process, SIGHUP)
            _ =
                try await eventually("the shop is not followed any more") {
                    let names = try await place.report("status")["applications"]?.elements.compactMap {
                        $0["name"]?.string
                    }
                    return (names == ["handbook"] ? true : nil, "\(names ?? [])")
                } as Bool
            #expect(try await place.object("deployments", "web", in: "shop") != nil)
        }
    }
}

import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Refusals {
        let place: Workplace

        init() throws {
            place = try Workplace()
            try place.configure(["shop": "{repo: \(place.repository.path), path: shop}"])
        }

        /// A commit that is bad in one way, and what its refusal has to say.
        static let bad: [(name: String, files: [String: TemporaryRepository.File], words: [String])] = [
            (
                "a field of a wrong type", ["shop/x.yaml": object("Service", "spec: {ports: [{port: eighty}]}")],
                ["x.yaml:4", "port", "int32"]
            ),
            ("an unknown field", ["shop/x.yaml": object("ConfigMap", "datas: {a: b}")], ["x.yaml:4", "datas"]),
            (
                "a reference to nothing",
                [
                    "shop/x.yaml": object(
                        "Ingress", "spec: {defaultBackend: {service: {name: nowhere, port: {number: 80}}}}",
                        "networking.k8s.io/v1")
                ],
                ["x.yaml:", "nowhere"]
            ),
            (
                "an object in two files", ["shop/x.yaml": object("ConfigMap"), "shop/y.yaml": object("ConfigMap")],
                ["x.yaml:1", "y.yaml:1"]
            ),
            ("a file that is no YAML", ["shop/x.yaml": "a: [b\nc: d\n"], ["x.yaml:2"]),
            ("a kind that nobody serves", ["shop/x.yaml": object("Bus", "", "transport/v1")], ["x.yaml:", "Bus"]),
        ]

        private static func object(_ kind: String, _ rest: String = "", _ version: String = "v1")
            -> TemporaryRepository.File
        {
            .text("apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: x, namespace: shop}\n\(rest)\n")
        }

        @Test("what is known to be wrong is refused with file and line, and nothing is written")
        func refuses() async throws {
            let good = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: good)
            let before = try await place.versions()
            for (name, files, words) in Self.bad {
                let commit = try place.repository.forcePush(files, onto: good)
                let reason = try await place.wait("shop", rejects: commit, as: "Refused")
                for word in words { #expect(reason.contains(word), "\(name): \(reason)") }
            }
            let selector = try place.repository.forcePush(
                [
                    "shop/web.yaml": try Shop.file(
                        "shop/web.yaml",
                        [
                            "      app.kubernetes.io/name: web\n  template":
                                "      app.kubernetes.io/part-of: shop\n  template"
                        ])
                ], onto: good)
            let reason = try await place.wait("shop", rejects: selector, as: "Refused")
            for word in ["web.yaml:", "selector", "cannot be changed"] { #expect(reason.contains(word), "\(reason)") }
            #expect(try await place.versions() == before)
        }

        @Test("everything that is wrong is said in one go")
        func refusesAtOnce() async throws {
            let good = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: good)
            let before = try await place.versions()
            let commit = try place.repository.commit([
                "shop/a.yaml": .text(
                    "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\nspec: {ports: [{port: x}]}\n"
                ),
                "shop/b.yaml": .text(
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, namespace: shop}\ndatas: {}\n"),
                "shop/c.yaml": .text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, namespace: shop}\n"),
                "shop/d.yaml": "a: [b\nc: d\n",
                "shop/api.yaml": try Shop.file(
                    "shop/api.yaml", ["              name: database": "              name: databank"]),
            ])
            let reason = try await place.wait("shop", rejects: commit, as: "Refused")
            for word in ["a.yaml:", "b.yaml:", "datas", "c.yaml:", "d.yaml:2", "api.yaml:", "databank"] {
                #expect(reason.contains(word), "\(word) is not in: \(reason)")
            }
            #expect(try await place.versions() == before)
            let mended = try place.repository.forcePush(
                ["shop/web.yaml": try Shop.file("shop/web.yaml", ["replicas: 2": "replicas: 1"])], onto: good)
            try await place.wait("shop", synced: mended)
        }

        @Test("an object of another application is refused, naming both; a revision without objects prunes nothing")
        func refusesClaimsAndEmptiness() async throws {
            try place.configure([
                "shop": "{repo: \(place.repository.path), path: shop}",
                "handbook": "{repo: \(place.repository.path), path: handbook}",
            ])
            let good = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: good)
            try await place.wait("handbook", synced: good)
            let before = try await place.versions()
            let claimed = try place.repository.commit([
                "handbook/stolen.yaml":
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: api-settings, namespace: shop}}"
            ])
            let reason = try await place.wait("handbook", rejects: claimed, as: "Refused")
            for word in ["stolen.yaml:1", "api-settings", "\"shop\"", "\"handbook\""] {
                #expect(reason.contains(word), "\(reason)")
            }
            #expect(try await place.versions() == before)
            let empty = try place.repository.commit(
                ["handbook/notes.txt": "nothing here"], removing: ["handbook/stolen.yaml", "handbook/handbook.yaml"])
            let why = try await place.wait("handbook", rejects: empty, as: "Refused")
            #expect(why.contains("allowEmpty"), "\(why)")
            #expect(try await place.versions() == before)
        }
    }
}

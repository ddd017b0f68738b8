import Glibc
import Model
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Daemon {
        let place: Workplace

        init() throws {
            place = try Workplace()
            try place.configure(["shop": "{repo: \(place.repository.path), path: shop}"])
        }

        @Test("a push is applied by itself, and SIGTERM ends the daemon at once and cleanly")
        func follows() async throws {
            let first = try place.repository.commit(try Shop.files())
            let process = try await place.start()
            try await place.wait("shop", synced: first)
            let second = try place.repository.commit([
                "shop/web.yaml": try Shop.file("shop/web.yaml", ["replicas: 2": "replicas: 3"])
            ])
            try await place.wait("shop", synced: second)
            let last = try await place.history("shop").first
            #expect(last?["from"]?.string == first)
            #expect(last?["to"]?.string == second)
            #expect(last?["trigger"]?.string == "poll")
            #expect(last?["steps"]?.elements.map { $0["object"]?.string } == ["apps/Deployment/shop/web"])
            #expect(last?["steps"]?[0]?["fields"]?[0]?.string == "spec.replicas")
            let shown = try await place.report("show", last?["id"]?.string ?? "")
            #expect(shown["outcome"]?.string == "Committed")
            let ended = await place.stop(process, by: SIGTERM)
            #expect(ended.status == 0, "\(place.read("plumb.log"))")
            #expect(ended.took < .seconds(5))
            #expect(place.read("data/address.json").isEmpty)
        }

        @Test("a commit that breaks one workload leaves every object as it was, and the next good one goes through")
        func restoresEverything() async throws {
            let extra = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: leaflet, namespace: shop, labels: {a: b}}
                data: {text: hello}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: leaflet, namespace: shop}
                spec: {selector: {app.kubernetes.io/name: web}, ports: [{port: 81}]}
                """
            var files = try Shop.files()
            files["shop/leaflet.yaml"] = .text(extra)
            let good = try place.repository.commit(files)
            try await place.start()
            try await place.wait("shop", synced: good)
            let before = try await place.contents()
            let bad = try place.repository.commit(
                [
                    "shop/api.yaml": try Shop.file(
                        "shop/api.yaml",
                        [
                            "registry.example/shop/api:2.3.0": "registry.invalid/shop/api:3",
                            "CURRENCY: EUR": "CURRENCY: USD",
                        ]),
                    "shop/web.yaml": try Shop.file(
                        "shop/web.yaml", ["replicas: 2": "replicas: 4", "listen 8080": "listen 8081"]),
                    "shop/new.yaml":
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: new, namespace: shop}, data: {a: b}}",
                ], removing: ["shop/leaflet.yaml"])
            let reason = try await place.wait("shop", rejects: bad, as: "RolledBack")
            for word in ["Deployment \"api\"", "container \"api\"", "registry.invalid/shop/api:3"] {
                #expect(reason.contains(word), "\(reason)")
            }
            let after = try await place.contents()
            for (name, content) in before { #expect(after[name] == content, "\(name)") }
            #expect(Set(after.keys) == Set(before.keys))
            #expect(try await place.status("shop")["revision"]?.string == good)
            #expect(try await place.history("shop").first?["outcome"]?.string == "RolledBack")

            let mended = try place.repository.commit([
                "shop/api.yaml": try Shop.file("shop/api.yaml", ["api:2.3.0": "api:3.0.0"])
            ])
            try await place.wait("shop", synced: mended)
            #expect(try await place.status("shop")["rejected"]?.isNull == true)
            #expect(try await place.object("configmaps", "new", in: "shop") != nil)
            #expect(try await place.object("services", "leaflet", in: "shop") == nil)
        }

        @Test("an edit and a deletion are healed, and a label of somebody else's stays")
        func healsDrift() async throws {
            let commit = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: commit)
            guard try await place.kubectl("-n", "shop", "scale", "deployment", "web", "--replicas=1") != nil else {
                return
            }
            let edit = try await heal(number: 1)
            #expect(edit["kind"]?.string == "heal")
            #expect(edit["trigger"]?.string == "drift")
            #expect(edit["steps"]?[0]?["object"]?.string == "apps/Deployment/shop/web")
            #expect(edit["steps"]?[0]?["fields"]?[0]?.string == "spec.replicas")
            #expect(edit["reason"]?.string?.contains("kubectl") == true, "\(edit.json)")
            #expect(try await place.object("deployments", "web", in: "shop")?["spec"]?["replicas"]?.int == 2)

            _ = try await place.kubectl("-n", "shop", "delete", "service", "web", "--wait=false")
            let deletion = try await heal(number: 2)
            #expect(deletion["steps"]?[0]?["action"]?.string == "create")
            #expect(try await place.object("services", "web", in: "shop") != nil)

            _ = try await place.kubectl("-n", "shop", "label", "configmap", "api-settings", "team=blue")
            _ = try await place.kubectl("-n", "shop", "scale", "deployment", "web", "--replicas=3")
            _ = try await heal(number: 3)
            let label = try await place.object("configmaps", "api-settings", in: "shop")?["metadata"]?["labels"]?[
                "team"]
            #expect(label?.string == "blue")
            #expect(try await place.history("shop").count == 4)
        }

        private func heal(number: Int) async throws -> Value {
            try await eventually("drift \(number) is healed") {
                let history = try await place.history("shop")
                let isHealed = history.count == number + 1 && history.first?["outcome"]?.string == "Committed"
                return (isHealed ? history.first : nil, "\(history.map(\.json))\n\(place.read("plumb.log"))")
            }
        }

        @Test("where selfHeal is off, drift is reported with field and manager, and left")
        func reportsDrift() async throws {
            try place.configure(["shop": "{repo: \(place.repository.path), path: shop, selfHeal: false}"])
            let commit = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: commit)
            guard try await place.kubectl("-n", "shop", "scale", "deployment", "web", "--replicas=1") != nil else {
                return
            }
            let status = try await place.wait("shop", is: "OutOfSync")
            #expect(status["drift"]?[0]?["object"]?.string == "apps/Deployment/shop/web")
            #expect(status["drift"]?[0]?["field"]?.string == "spec.replicas")
            #expect(status["drift"]?[0]?["manager"]?.string?.hasPrefix("kubectl") == true)
            #expect(try await place.object("deployments", "web", in: "shop")?["spec"]?["replicas"]?.int == 1)
        }

        @Test("kill -9 loses nothing: not at rest, and not in the middle of a rollout")
        func survives() async throws {
            let first = try place.repository.commit(try Shop.files())
            var process = try await place.start()
            try await place.wait("shop", synced: first)
            let before = try await place.contents()
            _ = await place.stop(process, by: SIGKILL)
            process = try await place.start()
            try await place.wait("shop", synced: first)
            #expect(try await place.contents() == before)
            #expect(try await place.history("shop").count == 1)

            let second = try place.repository.commit([
                "shop/web.yaml": try Shop.file(
                    "shop/web.yaml", ["replicas: 2": "replicas: 12", "nginx:1.27.1": "nginx:1.27.2"])
            ])
            try await place.wait("shop", "is under way") {
                $0["state"]?.string == "Progressing" || $0["revision"]?.string == second
            }
            _ = await place.stop(process, by: SIGKILL)
            try await place.start()
            try await place.wait("shop", synced: second)
            let web = try await place.object("deployments", "web", in: "shop")
            #expect(web?["spec"]?["replicas"]?.int == 12)
            #expect(try await place.plumb("audit", "verify").status == 0)
        }
    }
}

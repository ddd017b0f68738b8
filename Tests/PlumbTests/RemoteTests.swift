import Foundation
import Glibc
import Model
import TestSupport
import Testing

extension EndToEnd {
    /// The daemon on one side, the cluster in a process of its own on the other, TLS between them.
    @Suite struct Remote {
        let place: Workplace

        init() throws {
            place = try Workplace()
            try place.configure([:])
        }

        @Test("a cluster elsewhere is kept true as the embedded one is: applied, changed, healed, rolled back")
        func all() async throws {
            let kubeconfig = try await place.startCluster()
            try place.write(
                """
                data: \(place.data)
                listen: 127.0.0.1:0
                clusters: {prod: {kubeconfig: cluster/kubeconfig}}
                applications:
                  shop: {repo: \(place.repository.path), path: shop, cluster: prod}
                """, to: "plumb.yaml")
            let first = try place.repository.commit(try Shop.files())
            let process = try await place.start()
            #expect(try await place.wait("shop", synced: first)["cluster"]?.string == "prod")
            let second = try place.repository.commit([
                "shop/web.yaml": try Shop.file("shop/web.yaml", ["replicas: 2": "replicas: 3"])
            ])
            try await place.wait("shop", synced: second)
            #expect(try await replicas() == 3)

            let scaled = try await place.tool(
                ["kubectl", "--kubeconfig", kubeconfig, "-n", "shop", "scale", "deployment", "web", "--replicas=1"])
            if let scaled {
                #expect(scaled.status == 0, "\(scaled)")
                _ = try await eventually("the drift is healed") {
                    let history = try await place.history("shop")
                    let isHealed = history.first?["kind"]?.string == "heal"
                    return (isHealed ? true : nil, "\(history.map(\.json))\n\(place.read("plumb.log"))")
                }
                #expect(try await replicas() == 3)
            }

            let bad = try place.repository.commit([
                "shop/web.yaml": try Shop.file(
                    "shop/web.yaml",
                    ["replicas: 2": "replicas: 4", "docker.io/library/nginx:1.27.1": "none.invalid/nginx:1"])
            ])
            let reason = try await place.wait("shop", rejects: bad, as: "RolledBack")
            #expect(reason.contains("none.invalid/nginx:1"), "\(reason)")
            #expect(try await replicas() == 3)
            #expect(await place.stop(process, by: SIGTERM).status == 0, "\(place.read("plumb.log"))")
        }

        private func replicas() async throws -> Int? {
            try await place.object("deployments", "web", in: "shop")?["spec"]?["replicas"]?.int
        }

        @Test("a transaction that a kill of the daemon cut off is closed against the cluster that lived on")
        func survives() async throws {
            _ = try await place.startCluster()
            try place.write(
                """
                data: \(place.data)
                listen: 127.0.0.1:0
                clusters: {prod: {kubeconfig: cluster/kubeconfig}}
                applications:
                  shop: {repo: \(place.repository.path), path: shop, cluster: prod}
                """, to: "plumb.yaml")
            let first = try place.repository.commit(try Shop.files())
            let process = try await place.start()
            try await place.wait("shop", synced: first)
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
            #expect(try await replicas() == 12)
            #expect(try await place.plumb("audit", "verify").status == 0)
        }

        @Test("while the cluster is gone the state says so, and what was under way goes on when it is back")
        func outage() async throws {
            _ = try await place.startCluster()
            try place.write(
                """
                data: \(place.data)
                listen: 127.0.0.1:0
                clusters: {prod: {kubeconfig: cluster/kubeconfig}}
                applications:
                  shop: {repo: \(place.repository.path), path: shop, cluster: prod}
                """, to: "plumb.yaml")
            let first = try place.repository.commit(try Shop.files())
            try await place.start()
            try await place.wait("shop", synced: first)
            let second = try place.repository.commit([
                "shop/web.yaml": try Shop.file(
                    "shop/web.yaml", ["replicas: 2": "replicas: 12", "nginx:1.27.1": "nginx:1.27.2"])
            ])
            try await place.wait("shop", "is under way") {
                $0["state"]?.string == "Progressing" || $0["revision"]?.string == second
            }
            await place.killCluster()
            let gone = try await place.wait("shop", is: "Unreachable")
            #expect(gone["reason"]?.string?.hasPrefix("the cluster \"prod\" does not answer: ") == true, "\(gone)")
            #expect(gone["health"]?.string == "Unknown")
            _ = try await place.startCluster()
            try await place.wait("shop", synced: second)
            #expect(try await replicas() == 12)

            await place.killCluster()
            try await place.wait("shop", is: "Unreachable")
            _ = try await place.startCluster()
            try await place.wait("shop", synced: second)
            #expect(try await place.history("shop").map { $0["outcome"]?.string } == ["Committed", "Committed"])
        }

        @Test("a kubeconfig that cannot be used is refused at start, with what is wrong with it")
        func refusals() async throws {
            try place.write(
                """
                current-context: a
                contexts: [{name: a, context: {cluster: a}}]
                clusters: [{name: a, cluster: {server: "https://127.0.0.1:1", insecure-skip-tls-verify: true}}]
                """, to: "careless")
            let cases = [
                ("nothing", "nothing cannot be read"), ("careless", "plumb always verifies the server"),
            ]
            for (file, words) in cases {
                let ran = try await place.plumb(
                    "run", "--repo", place.repository.path, "--kubeconfig", "\(place.folder)/\(file)")
                #expect(ran.status == 1)
                #expect(ran.errors.contains(words), "\(ran)")
            }
            let both = try await place.plumb(
                "run", "--config", place.configurationFile, "--kubeconfig", "careless")
            #expect(both.status == 64, "\(both)")
        }
    }
}

extension Workplace {
    /// Starts `plumb cluster` in a folder of its own, and returns its kubeconfig when it answers.
    func startCluster() async throws -> String {
        // Once more it answers at the same address.
        let before = read("cluster/kubeconfig").split(separator: "\n").first { $0.contains("server:") } ?? ""
        let port = before.split(separator: ":").last.map { $0.filter(\.isNumber) } ?? ""
        try write("", to: "cluster.log")
        try write(
            "clusters: {local: {embedded: {pullDelay: 50ms, startDelay: 20ms, readyDelay: 50ms, stopDelay: 20ms}}}\n",
            to: "cluster.yaml")
        let process = try startCommand(
            [
                try Binary.path(), "cluster", "--data", "\(folder)/cluster", "--config", "\(folder)/cluster.yaml",
                "--api-listen", "127.0.0.1:\(port.isEmpty ? "0" : port)",
            ],
            environment: environment, output: "\(folder)/cluster.out", errors: "\(folder)/cluster.log")
        adopt(process)
        try write("\(process)", to: "cluster.pid")
        _ = try await eventually("the cluster answers") { () -> (found: Bool?, seen: String) in
            let log = read("cluster.log")
            return (log.contains("The cluster answers at") ? true : nil, log)
        }
        return "\(folder)/cluster/kubeconfig"
    }

    /// Ends the cluster as a crash would.
    func killCluster() async {
        guard let process = Int32(read("cluster.pid")) else { return }
        _ = await stop(process, by: SIGKILL)
    }

    /// A program that may not be on this machine; nil, with a message, then.
    func tool(_ words: [String]) async throws -> Ran? {
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        guard folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(words[0])") }) else {
            print("skipped: there is no \(words[0]) on the PATH")
            return nil
        }
        return try await run(words, environment: environment, folder: folder)
    }
}

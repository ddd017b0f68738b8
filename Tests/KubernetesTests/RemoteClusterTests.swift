import ClusterAPI
import Engine
import Foundation
import Kubernetes
import Model
import Testing

@Suite("A cluster across the network")
struct RemoteClusterTests {
    private static let maps = ResourceType(
        group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)

    private static func map(_ name: String) -> Value {
        ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": Value(name), "namespace": "default"]]
    }

    @Test("a list comes in pages, and is whole")
    func pages() async throws {
        let cluster = MoodyCluster(try await InProcessCluster())
        for number in 0..<10 { try await cluster.create(Self.maps, Self.map("m\(number)"), manager: "test") }
        var settings = TransportSettings()
        settings.page = 3
        try await Served.with(cluster, settings: settings) { served in
            let list = try await served.remote.list(Self.maps, namespace: "default")
            #expect(list.items.map(\.name).filter { $0.hasPrefix("m") } == (0..<10).map { "m\($0)" })
            #expect(list.continueToken.isEmpty)
            let pages = cluster.requests.filter { $0.verb == .list }
            #expect(pages.count == 4)
            #expect(pages.allSatisfy { $0.options.limit == 3 })
            #expect(pages.dropFirst().allSatisfy { !$0.options.continueToken.isEmpty })
        }
    }

    @Test("a watch that the server ends goes on where it was, and says nothing twice")
    func resumes() async throws {
        let cluster = MoodyCluster(try await InProcessCluster())
        var settings = TransportSettings()
        settings.watch = .seconds(1)
        settings.page = 2
        try await cluster.create(Self.maps, Self.map("m0"), manager: "test")
        try await Served.with(cluster, settings: settings) { served in
            var request = WatchRequest(
                Self.maps, namespace: "default", fieldSelector: "metadata.name!=kube-root-ca.crt")
            request.allowBookmarks = false
            var names: [String] = []
            var number = 1
            for try await event in try await served.remote.watch(request) {
                switch event {
                case .added(let object): names.append(object.name)
                case .bookmark(_, let isInitial): names.append(isInitial ? "listed" : "bookmark")
                default: names.append("other")
                }
                // Each is made only when the one before was seen, and some after the server ended the watch.
                if event.object?.name == "m0" { continue }
                if number > 12 { break }
                if number % 4 == 0 { try await Task.sleep(for: .milliseconds(1200)) }
                try await cluster.create(Self.maps, Self.map("m\(number)"), manager: "test")
                number += 1
            }
            #expect(names == ["m0", "listed"] + (1...12).map { "m\($0)" })
            #expect(cluster.watches.count > 2)
            #expect(cluster.watches.allSatisfy { !$0.resourceVersion.isEmpty })
        }
    }

    @Test("history that is gone ends the watch with expired")
    func expires() async throws {
        let cluster = MoodyCluster(try await InProcessCluster())
        cluster.refuse(with: ClusterError(code: 410, reason: .gone, message: "too old resource version: 1 (9)"))
        try await Served.with(cluster) { served in
            var found: ClusterError?
            do {
                let stream = try await served.remote.watch(WatchRequest(Self.maps, resourceVersion: "1"))
                for try await _ in stream {}
            } catch let error as ClusterError {
                found = error
            }
            #expect(found?.reason == .expired)
            #expect(found?.message == "too old resource version: 1 (9)")
        }
    }

    @Test("a busy server says when to come again")
    func busy() async throws {
        let cluster = MoodyCluster(try await InProcessCluster())
        var error = ClusterError(code: 429, reason: .tooManyRequests, message: "slow down")
        error.details = ClusterError.Details()
        error.details?.retryAfterSeconds = 7
        cluster.refuse(with: error)
        try await Served.with(cluster) { served in
            let refused = await #expect(throws: ClusterError.self) {
                try await served.remote.list(Self.maps, namespace: "default")
            }
            #expect(refused?.reason == .tooManyRequests)
            #expect(refused?.details?.retryAfterSeconds == 7)
        }
    }

    @Test("a token that is replaced on disk is shown as soon as the old one is refused")
    func rotation() async throws {
        let cluster = try await InProcessCluster()
        try await Served.with(cluster) { served in
            let token = URL(fileURLWithPath: "\(served.folder)/token-file")
            try Data("old-token".utf8).write(to: token)
            let text = try String(contentsOfFile: served.kubeconfig, encoding: .utf8)
            let file = "\(served.folder)/by-file"
            let changed = text.replacing("token: \"right-token\"", with: "tokenFile: token-file")
            try Data(changed.utf8).write(to: URL(fileURLWithPath: file))
            let remote = try RemoteCluster(.kubeconfig(file: file, context: ""))
            let refused = await #expect(throws: ClusterError.self) { try await remote.resources() }
            #expect(refused?.reason == .unauthorized)
            try Data("right-token\n".utf8).write(to: token)
            #expect(try await !remote.resources().isEmpty)
            await remote.shutdown()
        }
    }

    @Test("a server that another authority vouches for is not talked to")
    func authority() async throws {
        let (one, other) = (try await InProcessCluster(), try await InProcessCluster())
        try await Served.with(one) { first in
            try await Served.with(other) { second in
                let authority = try Self.line("certificate-authority-data", of: first.kubeconfig)
                let own = try Self.line("certificate-authority-data", of: second.kubeconfig)
                let text = try String(contentsOfFile: second.kubeconfig, encoding: .utf8)
                let forged = "\(second.folder)/forged"
                try Data(text.replacing(own, with: authority).utf8).write(to: URL(fileURLWithPath: forged))
                let remote = try RemoteCluster(.kubeconfig(file: forged, context: ""))
                let refused = await #expect(throws: ClusterError.self) { try await remote.resources() }
                #expect(refused?.message.contains("is not to be trusted") == true, "\(refused?.message ?? "")")
                #expect(refused?.isTransient == true)
                await remote.shutdown()
            }
        }
    }

    @Test("nobody at the address is said so")
    func nobody() async throws {
        let cluster = try await InProcessCluster()
        let text = try await Served.with(cluster) { try String(contentsOfFile: $0.kubeconfig, encoding: .utf8) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/config"))
        var settings = TransportSettings()
        settings.connect = .seconds(5)
        let remote = try RemoteCluster(.kubeconfig(file: "\(folder)/config", context: ""), settings: settings)
        let refused = await #expect(throws: ClusterError.self) { try await remote.resources() }
        // As a rule that the connection is refused; on a busy machine its time may be over before it is.
        #expect(refused?.message.hasPrefix("the API server at \(remote.address) cannot be reached: ") == true)
        #expect(refused?.reason == .serviceUnavailable)
        await remote.shutdown()
    }

    @Test("discovery finds every kind with what can be done with it")
    func discovers() async throws {
        let cluster = try await InProcessCluster()
        try await Served.with(cluster) { served in
            let found = Set(try await served.remote.resources().map(\.type))
            #expect(found == Set(try await cluster.resources().map(\.type).filter { !$0.plural.contains("/") }))
        }
    }

    private static func line(_ name: String, of file: String) throws -> String {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.contains(name) }
        return String(try #require(line))
    }
}

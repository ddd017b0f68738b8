import Model
import Synchronization
import TestSupport
import Testing

@testable import Git

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("A server that is no good")
struct BadServerTests {
    let repository: TemporaryRepository

    init() throws { repository = try TemporaryRepository() }

    private func mirror(_ address: String, change: (inout GitSettings) -> Void = { _ in }) throws -> Mirror {
        var settings = testSettings()
        settings.answerTimeout = .seconds(3)
        settings.totalTimeout = .seconds(8)
        change(&settings)
        return Mirror(
            source: try GitSource(repo: address), name: "shop", folder: repository.folder + "/repos", settings: settings
        )
    }

    @Test(
        "is given up after its time, and does not hold up reads", arguments: ["silent", "drip"])
    func timeout(mode: String) async throws {
        let server = try Server.misbehaving(mode, in: repository.folder)
        for scheme in ["git", "http", "ssh"] {
            let known = scheme == "ssh" ? "ssh://git@127.0.0.1" : "\(scheme)://127.0.0.1"
            let source = try GitSource(
                repo: "\(known):\(server.port)/shop.git", credentials: GitCredentials(knownHostsFile: "/dev/null"))
            let mirror = Mirror(
                source: source, name: "shop", folder: repository.folder + "/repos",
                settings: try mirror("git://a/b").settings)
            let isOver = Mutex(false)
            async let outcome: Void = expectTrouble(scheme == "git" || mode == "silent" ? .timedOut : nil) {
                defer { isOver.withLock { $0 = true } }
                return try await mirror.update()
            }
            try await Task.sleep(for: .milliseconds(300))
            await expectTrouble(.refNotFound) { try await mirror.commit(String(repeating: "0", count: 40)) }
            if scheme == "git" || mode == "silent" {
                #expect(!isOver.withLock { $0 }, "a read waited for the server")
            }
            await outcome
        }
    }

    @Test("is told at once where it refuses, closes or talks nonsense", arguments: ["closing", "nonsense", "none"])
    func refusal(mode: String) async throws {
        let server = mode == "none" ? nil : try Server.misbehaving(mode, in: repository.folder)
        let port = try server?.port ?? freePort()
        for scheme in ["git", "http"] {
            await expectTrouble(.unreachable, "Check its address") {
                try await mirror("\(scheme)://127.0.0.1:\(port)/shop.git") {
                    $0.answerTimeout = .seconds(60)
                    $0.totalTimeout = .seconds(60)
                }.update()
            }
        }
    }

    @Test("cannot fill the memory with an endless answer")
    func endless() async throws {
        let server = try Server.misbehaving("endless", in: repository.folder)
        await expectTrouble(nil) { try await mirror("git://127.0.0.1:\(server.port)/shop.git").update() }
    }

    @Test("may be killed and come back: the next look works, without a restart")
    func recovery() async throws {
        let first = try repository.commit(["a.yaml": "a: 1\n"])
        var server: Server? = try Server.gitDaemon(repository)
        let port = try #require(server?.port)
        let mirror = try mirror("git://127.0.0.1:\(port)/shop.git")
        #expect(try await mirror.update().id == first)
        server = nil
        await expectTrouble(.unreachable) { try await mirror.update() }
        #expect(try await mirror.tree(of: first).files.count == 1)
        let second = try repository.commit(["a.yaml": "a: 2\n"])
        server = try Server.gitDaemon(repository, port: port)
        #expect(try await mirror.update().id == second)
        withExtendedLifetime(server) {}
    }

    @Test("a fetch of more bytes than allowed is stopped and leaves no pack")
    func tooLarge() async throws {
        let server = try Server.gitDaemon(repository)
        var state: UInt64 = 1
        let noise = (0..<3 << 20).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        let id = try repository.commit(["big.bin": .bytes(noise)])
        let address = "git://127.0.0.1:\(server.port)/shop.git"
        let small = try mirror(address) { $0.maximumFetchBytes = 1 << 20 }
        await expectTrouble(.tooLarge, "1048576 bytes") { try await small.update() }
        #expect(try runCommand(["find", small.folder + "/objects/pack", "-type", "f"]).isEmpty)
        #expect(try await mirror(address).update().id == id)
    }

    @Test("a cancelled look ends at once, and the next one works")
    func cancellation() async throws {
        let server = try Server.misbehaving("silent", in: repository.folder)
        let mirror = try mirror("git://127.0.0.1:\(server.port)/shop.git") { $0.answerTimeout = .seconds(3000) }
        let task = Task { await expectTrouble(.cancelled) { try await mirror.update() } }
        try await Task.sleep(for: .milliseconds(300))
        task.cancel()
        await task.value
    }

    @Test("a child that cannot be started, or dies, is told", arguments: [["/none"], ["/bin/true"], ["/bin/false"]])
    func deadChild(command: [String]) async throws {
        await expectTrouble(.other, "process") {
            try await mirror("git://127.0.0.1:1/shop.git") { $0.childCommand = command }.update()
        }
    }

    @Test("a damaged mirror of a remote repository is fetched anew")
    func damagedMirror() async throws {
        let id = try repository.commit(["a.yaml": "a: 1\n", "b/b.yaml": "b: 1\n"])
        let server = try Server.gitDaemon(repository)
        let address = "git://127.0.0.1:\(server.port)/shop.git"
        let folder = try mirror(address).folder
        for part in ["HEAD", "objects", "refs/plumb/kept"] {
            #expect(try await mirror(address).update().id == id)
            try overwriteFiles(under: folder + "/" + part)
            let mirror = try mirror(address)
            do throws(GitTrouble) {
                let tree = try await mirror.tree(of: mirror.update().id)
                _ = try await mirror.read(tree.files)
            } catch {
                #expect(error.kind == .mirrorDamaged, "\(error)")
            }
            let tree = try await mirror.tree(of: mirror.update().id)
            #expect(try await mirror.read(tree.files).count == 2, "\(part)")
        }
    }

    @Test("what a killed fetch leaves is cleared away, and does not stop the next one")
    func leftovers() async throws {
        let server = try Server.gitDaemon(repository)
        let mirror = try mirror("git://127.0.0.1:\(server.port)/shop.git") { $0.answerTimeout = .seconds(60) }
        try repository.commit(["a.yaml": "a: 1\n"])
        _ = try await mirror.update()
        let id = try repository.commit(["a.yaml": "a: 2\n"])
        let left = ["objects/pack/pack_git2_abc", "refs/plumb/kept/\(id).lock", "packed-refs.lock", "config.lock"]
        for name in left { try Data("half".utf8).write(to: URL(filePath: "\(mirror.folder)/\(name)")) }
        #expect(try await mirror.update().id == id)
        for name in left { #expect(!FileManager.default.fileExists(atPath: "\(mirror.folder)/\(name)"), "\(name)") }
    }

    @Test("no descriptor is left after many looks")
    func leaks() async throws {
        try repository.commit(["a.yaml": "a: 1\n"])
        let server = try Server.gitDaemon(repository)
        let mirror = try mirror("git://127.0.0.1:\(server.port)/shop.git") { $0.answerTimeout = .seconds(20) }
        _ = try await mirror.update()
        let before = try openDescriptors()
        for _ in 0..<30 { _ = try await mirror.tip() }
        // Other tests run beside this one, and have some open too, for as long as they run; what leaks stays.
        for _ in 0..<1200 where try openDescriptors() >= before + 30 { try await Task.sleep(for: .milliseconds(100)) }
        #expect(try openDescriptors() < before + 30)
    }
}

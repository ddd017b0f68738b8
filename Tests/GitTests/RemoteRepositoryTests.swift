import Model
import TestSupport
import Testing

@testable import Git

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("A repository behind a server")
struct RemoteRepositoryTests {
    let repository: TemporaryRepository

    init() throws { repository = try TemporaryRepository() }

    private func mirror(
        _ address: String, ref: String = "main", _ credentials: GitCredentials = GitCredentials(),
        change: (inout GitSettings) -> Void = { _ in }
    ) throws -> Mirror {
        var settings = testSettings()
        change(&settings)
        return Mirror(
            source: try GitSource(repo: address, ref: ref, credentials: credentials), name: "shop",
            folder: repository.folder + "/repos", settings: settings)
    }

    private func write(_ text: String, to name: String) throws -> String {
        let path = repository.folder + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// The same story for every way to a server.
    private func follow(_ address: String, _ credentials: GitCredentials = GitCredentials()) async throws {
        let mirror = try mirror(address, credentials)
        await expectTrouble(.repositoryEmpty) { try await mirror.update() }
        let first = try repository.commit(["web.yaml": "a: 1\n"], message: "Begin")
        #expect(try await mirror.tip() == Tip(reference: "refs/heads/main", commit: first))
        let revision = try await mirror.update()
        #expect(revision.id == first)
        #expect(revision.subject == "Begin")
        #expect(revision.author == "Ada Lovelace <ada@example.com>")
        let second = try repository.commit(["api/api.yaml": "b: 2\n"])
        #expect(try await mirror.update().id == second)
        let tree = try await mirror.tree(of: second)
        #expect(tree.files.map(\.path) == ["api/api.yaml", "web.yaml"])
        #expect(try await mirror.read(tree.files) == [Array("b: 2\n".utf8), Array("a: 1\n".utf8)])
        let third = try repository.forcePush(["web.yaml": "a: 3\n"], onto: first)
        try repository.collectGarbage()
        #expect(try await mirror.update().id == third)
        #expect(try await mirror.tree(of: second).files.count == 2)
        try repository.tag("v1.2.3", at: first, message: "Release")
        #expect(try await mirror.resolve("1.x").id == first)
        #expect(try await mirror.resolve("v1.2.3").id == first)
        #expect(try await mirror.resolve(second).id == second)
        #expect(try await mirror.resolve(String(third.prefix(9))).id == third)
        await expectTrouble(.refNotFound, "Its branches: main.") { try await mirror.resolve("gone") }
        try repository.deleteBranch("main")
        await expectTrouble(.refNotFound) { try await mirror.update() }
        try repository.push()
        #expect(try await mirror.update().id == third)
        let absent = try self.mirror(address.replacing("shop.git", with: "none.git"), credentials)
        await expectTrouble(.repositoryNotFound) { try await absent.update() }
    }

    @Test("is followed over git://")
    func gitDaemon() async throws {
        let server = try Server.gitDaemon(repository)
        try await follow("git://127.0.0.1:\(server.port)/shop.git")
    }

    @Test("is followed over http")
    func http() async throws {
        let server = try Server.http(repository)
        try await follow("http://127.0.0.1:\(server.port)/shop.git")
    }

    @Test("is followed over http with a password, from a file or the address, and a wrong one is told without it")
    func basicAuthentication() async throws {
        let server = try Server.http(repository, ["--user", "ada", "--password", "s3cret"])
        let address = "http://127.0.0.1:\(server.port)/shop.git"
        try await follow(
            address, GitCredentials(username: "ada", passwordFile: try write("s3cret\n", to: "password")))
        let inAddress = try mirror("http://ada:s3cret@127.0.0.1:\(server.port)/shop.git")
        _ = try await inAddress.update()
        #expect(!"\(inAddress.source)".contains("s3cret"))
        #expect(!"\(inAddress.source)".contains("ada"))
        await expectTrouble(.authentication, "passwordFile") { try await mirror(address).update() }
        let wrong = try write("s3cret-wrong", to: "wrong")
        let mistaken = try mirror(address, GitCredentials(username: "ada", passwordFile: wrong))
        await expectTrouble(.authentication, "does not accept") { try await mistaken.update() }
        _ = try write("s3cret", to: "wrong")
        _ = try await mistaken.update()
        await expectTrouble(.invalid, "cannot be read") {
            try await mirror(address, GitCredentials(passwordFile: "/none/of/that")).update()
        }
    }

    @Test("is followed over https by a certificate of a named authority, and refused without it")
    func https() async throws {
        let certificate = repository.folder + "/ca.pem"
        let key = repository.folder + "/key.pem"
        try runCommand([
            "openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-days",
            "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
            certificate,
        ])
        let server = try Server.http(repository, ["--certificate", certificate, "--key", key])
        let address = "https://localhost:\(server.port)/shop.git"
        try await follow(address, GitCredentials(caFile: certificate))
        await expectTrouble(.certificate, "caFile") { try await mirror(address).update() }
        await expectTrouble(.certificate) {
            try await mirror("https://127.0.0.1:\(server.port)/shop.git", GitCredentials(caFile: certificate)).update()
        }
        await expectTrouble(.invalid, "PEM") { try await mirror(address, GitCredentials(caFile: "/dev/null")).update() }
    }

    @Test("is followed over ssh with a key and a known host, and only so")
    func ssh() async throws {
        let folder = repository.folder
        for name in ["host", "key", "stranger"] {
            try runCommand(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"])
        }
        guard let server = try Server.ssh(in: folder, hostKey: folder + "/host", authorizedKeys: folder + "/key.pub")
        else { return }
        let hostKey = try contents(folder + "/host.pub").split(separator: " ").prefix(2).joined(separator: " ")
        let strangeKey = try contents(folder + "/stranger.pub").split(separator: " ").prefix(2).joined(separator: " ")
        let known = try write("[127.0.0.1]:\(server.port) \(hostKey)\n", to: "known_hosts")
        let address = "ssh://\(try currentUser())@127.0.0.1:\(server.port)\(folder)/shop.git"
        try await follow(address, GitCredentials(sshKeyFile: folder + "/key", knownHostsFile: known))

        let changed = try write("[127.0.0.1]:\(server.port) \(strangeKey)\n", to: "changed_hosts")
        let unknown = try write("other.example \(hostKey)\n", to: "other_hosts")
        for file in [changed, unknown, folder + "/none"] {
            await expectTrouble(.hostKey, "ssh-keyscan") {
                try await mirror(address, GitCredentials(sshKeyFile: folder + "/key", knownHostsFile: file)).update()
            }
        }
        await expectTrouble(.authentication, "does not accept the key") {
            try await mirror(address, GitCredentials(sshKeyFile: folder + "/stranger", knownHostsFile: known)).update()
        }
        await expectTrouble(.authentication, "Set sshKeyFile") {
            try await mirror(address, GitCredentials(knownHostsFile: known)).update()
        }
        await expectTrouble(.invalid, "cannot be read") {
            try await mirror(address, GitCredentials(sshKeyFile: folder + "/nokey", knownHostsFile: known)).update()
        }
    }

    @Test("does not lead a password to another host by a redirect")
    func redirect() async throws {
        try repository.commit(["a.yaml": "a: 1\n"])
        let other = try Server.http(repository, ["--user", "ada", "--password", "s3cret"])
        let server = try Server.http(repository, ["--redirect", "http://localhost:\(other.port)"])
        let password = try write("s3cret", to: "password")
        await expectTrouble(.invalid, "final address") {
            try await mirror(
                "http://127.0.0.1:\(server.port)/shop.git", GitCredentials(username: "ada", passwordFile: password)
            ).update()
        }
    }
}

func currentUser() throws -> String { try runCommand(["id", "-un"]).trimmingSpaces }

/// Remote work in the small program beside the tests.
func testSettings() -> GitSettings {
    var settings = GitSettings()
    let program =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    let folder = program.split(separator: "/").dropLast().joined(separator: "/")
    settings.childCommand = ["/\(folder)/git-child", gitChildCommand]
    settings.answerTimeout = .seconds(20)
    settings.totalTimeout = .seconds(40)
    return settings
}

import Foundation
import Model
import TestSupport
import Testing

/// Beside the others rather than after them: what it waits for is a time-out.
@Suite struct SourceTests {
    @Test("a silent server, a wrong password, a vanished repository: others go on, the state says it, and it recovers")
    func troubles() async throws {
        let place = try Workplace()
        let commit = try place.repository.commit(try Shop.files())
        let small: [String: TemporaryRepository.File] = [
            "a.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: NAME, namespace: default}, data: {a: b}}"
        ]
        func files(_ name: String) -> [String: TemporaryRepository.File] {
            small.mapValues { file in
                if case .text(let text) = file {
                    .text(text.replacingOccurrences(of: "NAME", with: name))
                } else {
                    file
                }
            }
        }
        let locked = try TemporaryRepository()
        let lockedCommit = try locked.commit(files("locked"))
        let vanishing = try TemporaryRepository()
        let vanishingCommit = try vanishing.commit(files("vanishing"))
        guard let silent = try Self.python("misbehaving.py", ["silent"], in: place.folder),
            let http = try Self.python(
                "http_backend.py", [locked.folder], ["--user", "ada", "--password", "sesame"], in: place.folder)
        else { return }
        defer { for server in [silent, http] { end(server.process) } }
        let silentPort = try await Self.port(silent.file)
        let httpPort = try await Self.port(http.file)
        try place.write("wrong-word\n", to: "password")
        try place.configure([
            "shop": "{repo: \(place.repository.path), path: shop}",
            "silent": "{repo: \"http://127.0.0.1:\(silentPort)/shop.git\", interval: 1s}",
            "locked": """
            {repo: "http://127.0.0.1:\(httpPort)/shop.git", interval: 1s, \
            credentials: {username: ada, passwordFile: \(place.folder)/password}}
            """,
            "vanishing": "{repo: \(vanishing.path), interval: 1s}",
        ])
        try await place.start()
        try await place.wait("shop", synced: commit)
        try await place.wait("vanishing", synced: vanishingCommit)

        let refused = try await place.wait("locked", is: "Error")["reason"]?.string ?? ""
        #expect(refused.contains("password") || refused.contains("credentials"), "\(refused)")
        #expect(!refused.contains("wrong-word"))
        try place.write("sesame\n", to: "password")
        try await place.wait("locked", synced: lockedCommit)

        try FileManager.default.moveItem(atPath: vanishing.path, toPath: vanishing.path + ".away")
        let gone = try await place.wait("vanishing", is: "Error")
        #expect(gone["reason"]?.string?.contains(vanishing.path) == true, "\(gone.json)")
        #expect(gone["revision"]?.string == vanishingCommit)
        let next = try place.repository.commit([
            "shop/web.yaml": try Shop.file("shop/web.yaml", ["replicas: 2": "replicas: 3"])
        ])
        try await place.wait("shop", synced: next)
        try FileManager.default.moveItem(atPath: vanishing.path + ".away", toPath: vanishing.path)
        try await place.wait("vanishing", synced: vanishingCommit)

        let unanswered = try await place.wait("silent", is: "Error", within: .seconds(60))["reason"]?.string ?? ""
        #expect(unanswered.contains("127.0.0.1:\(silentPort)"), "\(unanswered)")
        #expect(!place.read("plumb.log").contains("sesame"))
    }

    private static func python(
        _ script: String, _ before: [String], _ after: [String] = [], in folder: String
    ) throws -> (process: Int32, file: String)? {
        guard (try? runCommand(["python3", "--version"])) != nil else {
            print("skipped: there is no python3 for the git servers")
            return nil
        }
        let root = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let file = "\(folder)/port-\(script)"
        let environment = cleanGitEnvironment(home: folder)
        let process = try startCommand(
            ["python3", "/\(root)/git-servers/\(script)"] + before + [file] + after, environment: environment,
            errors: "\(file).log")
        return (process, file)
    }

    private static func port(_ file: String) async throws -> Int {
        try await eventually("the server listens") {
            let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            return (Int(text), text)
        }
    }
}

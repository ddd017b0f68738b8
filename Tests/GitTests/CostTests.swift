import Model
import TestSupport
import Testing

@testable import Git

/// Times are printed rather than judged: machines differ, and debug builds are slow.
@Suite("The cost of a change", .serialized)
struct CostTests {
    @Test("is that of the change: one commit in a repository of 5,000 files", arguments: [1, 50])
    func oneChange(folders: Int) async throws {
        let repository = try TemporaryRepository()
        var files: [String: TemporaryRepository.File] = [:]
        for number in 0..<5000 {
            files["deploy/f\(number % folders)/object\(number).yaml"] = .text(
                "kind: ConfigMap\ndata: {n: '\(number)'}\n")
        }
        try repository.commit(files)
        let mirror = Mirror(
            source: try GitSource(repo: repository.path, path: "deploy"), name: "shop",
            folder: repository.folder + "/repos")
        let clock = ContinuousClock()
        var tree: RevisionTree?
        let cold = try await clock.measure { tree = try await mirror.tree(of: mirror.update().id) }
        #expect(tree?.files.count == 5000)
        let all = try await clock.measure { _ = try await mirror.read(tree?.files ?? []) }
        func objects() throws -> Int {
            try runCommand(["find", mirror.folder + "/objects", "-type", "f"]).split(separator: "\n").count
        }
        let before = try objects()
        var updates: [Duration] = []
        var listings: [Duration] = []
        for round in 0..<10 {
            let id = try repository.commit(["deploy/f0/object0.yaml": .text("n: changed \(round)\n")])
            updates.append(try await clock.measure { _ = try await mirror.update() })
            listings.append(try await clock.measure { tree = try await mirror.tree(of: id) })
        }
        let idle = try await clock.measure { for _ in 0..<100 { _ = try await mirror.update() } }
        let look = clock.measure { for _ in 0..<100 { _ = mirror.fingerprint() } }
        print(
            "\(folders) folders: first \(cold), read all \(all), update \(updates.sorted()[5]),"
                + " list \(listings.sorted()[5]),"
                + " idle update \(idle / 100), fingerprint \(look / 100)")
        // Each commit: a file, its folder, the two above, and the commit. Nothing else was copied.
        #expect(try objects() == before + 10 * 5)
    }
}

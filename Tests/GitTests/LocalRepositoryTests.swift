import Model
import TestSupport
import Testing

@testable import Git

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("A repository of this machine")
struct LocalRepositoryTests {
    let repository: TemporaryRepository

    init() throws { repository = try TemporaryRepository() }

    func mirror(ref: String = "main", path: String = "", _ settings: GitSettings = GitSettings()) throws -> Mirror {
        Mirror(
            source: try GitSource(repo: repository.path, ref: ref, path: path), name: "shop",
            folder: repository.folder + "/repos", settings: settings)
    }

    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("a push is seen, with its author, message and files")
    func push() async throws {
        let first = try repository.commit(["web.yaml": "a: 1\n"], message: "Add the web\n\nAt last.")
        let mirror = try mirror()
        let revision = try await mirror.update()
        #expect(revision.id == first)
        #expect(revision.author == "Ada Lovelace <ada@example.com>")
        #expect(revision.subject == "Add the web")
        #expect(revision.message.contains("At last."))
        let second = try repository.commit(["api/api.yaml": "b: 2\n"])
        #expect(try await mirror.tip() == Tip(reference: "refs/heads/main", commit: second))
        #expect(try await mirror.update().id == second)
        let tree = try await mirror.tree(of: second)
        #expect(tree.files.map(\.path) == ["api/api.yaml", "web.yaml"])
        #expect(try await mirror.read(tree.files).map(text) == ["b: 2\n", "a: 1\n"])
        #expect(try await mirror.log(from: first, to: second).map(\.id) == [second])
        #expect(try await mirror.log(to: second).map(\.id) == [second, first])
    }

    @Test("a revision that was seen stays readable after a force-push, a prune and the end of the repository")
    func forcePush() async throws {
        let first = try repository.commit(["web.yaml": "a: 1\n"])
        let lost = try repository.commit(["web.yaml": "a: 2\n", "deep/er/file.yaml": "c: 3\n"])
        let mirror = try mirror()
        #expect(try await mirror.update().id == lost)
        let kept = try repository.forcePush(["web.yaml": "a: 3\n"], onto: first)
        try repository.collectGarbage()
        #expect(try await mirror.update().id == kept)
        try repository.git(["--git-dir=\(repository.path)", "cat-file", "-e", kept])
        #expect(throws: (any Error).self) {
            try repository.git(["--git-dir=\(repository.path)", "cat-file", "-e", lost])
        }
        let tree = try await mirror.tree(of: lost)
        #expect(try await mirror.read(tree.files).map(text) == ["c: 3\n", "a: 2\n"])
        try repository.git(["--version"])
        try removeFolder(repository.path)
        await expectTrouble(.repositoryNotFound) { try await mirror.update() }
        #expect(try await mirror.read(tree.files).count == 2)
    }

    @Test("an empty repository, a missing branch, a deleted branch and a missing repository are told apart")
    func absences() async throws {
        let mirror = try mirror()
        await expectTrouble(.repositoryEmpty, "Push a commit") { try await mirror.update() }
        try repository.commit(["a.yaml": "a: 1\n"], branch: "dev")
        await expectTrouble(.refNotFound, "Its branches: dev.") { try await mirror.update() }
        let id = try repository.commit(["a.yaml": "a: 1\n"])
        #expect(try await mirror.update().id == id)
        try repository.deleteBranch("main")
        await expectTrouble(.refNotFound) { try await mirror.update() }
        try repository.push()
        #expect(try await mirror.update().id == id)
        let absent = Mirror(
            source: try GitSource(repo: repository.folder + "/none"), name: "none", folder: repository.folder + "/repos"
        )
        await expectTrouble(.repositoryNotFound, "git init --bare") { try await absent.update() }
    }

    @Test("branches, tags, full names, commit ids, their first digits and version ranges are resolved")
    func references() async throws {
        let first = try repository.commit(["a.yaml": "a: 1\n"])
        try repository.tag("v1.2.0")
        let second = try repository.commit(["a.yaml": "a: 2\n"])
        try repository.tag("v1.10.0", message: "Release 1.10")
        let third = try repository.commit(["a.yaml": "a: 3\n"])
        try repository.tag("v2.0.0-rc1")
        let mirror = try mirror()
        let expected = [
            "main": third, "HEAD": third, "refs/heads/main": third, "v1.2.0": first, "refs/tags/v1.2.0": first,
            "v1.10.0": second, "1.x": second, "~1.2": first, "^1.2": second, "*": second, ">=2.0.0-rc1": third,
            first: first, String(first.prefix(8)): first, "heads/main": third, "1.2.x || 9.x": first,
        ]
        for (ref, id) in expected {
            #expect(try await mirror.resolve(ref).id == id, "\(ref)")
        }
        await expectTrouble(.refNotFound) { try await mirror.resolve("3.x") }
        await expectTrouble(.refNotFound) { try await mirror.resolve(String(repeating: "0", count: 40)) }
        await expectTrouble(.refNotFound) { try await mirror.resolve("deadbeef") }
    }

    @Test("a name that is a branch and a tag at different commits is refused")
    func ambiguity() async throws {
        try repository.commit(["a.yaml": "a: 1\n"])
        try repository.tag("release")
        try repository.commit(["a.yaml": "a: 2\n"], branch: "release")
        await expectTrouble(.refAmbiguous, "refs/tags/release") { try await mirror(ref: "release").update() }
        #expect(try await mirror(ref: "refs/tags/release").update().subject == "Change the shop")
    }

    @Test("a branch that is called like a commit id does not take the commit's place")
    func pinnedCommit() async throws {
        let first = try repository.commit(["a.yaml": "a: 1\n"])
        let other = try repository.commit(["a.yaml": "a: 2\n"])
        try repository.git(["--git-dir=\(repository.path)", "update-ref", "refs/heads/\(first)", other])
        #expect(try await mirror(ref: first).update().id == first)
    }

    @Test("a working tree, a relative path and a file address are followed too")
    func addresses() async throws {
        let id = try repository.commit(["a.yaml": "a: 1\n"])
        try repository.git(["clone", "--quiet", repository.path, repository.folder + "/clone"])
        for repo in ["clone", "./clone", "work/../shop.git", "file://\(repository.path)", repository.path + "/"] {
            let source = try GitSource(repo: repo, relativeTo: repository.folder)
            let mirror = Mirror(source: source, name: "shop", folder: repository.folder + "/repos")
            #expect(try await mirror.update().id == id, "\(repo)")
        }
    }

    @Test("the fingerprint changes with every move of the reference, and only then")
    func fingerprint() async throws {
        try repository.commit(["a.yaml": "a: 1\n"])
        let mirror = try mirror()
        var seen: Set<Fingerprint> = [try #require(mirror.fingerprint())]
        try repository.commit(["a.yaml": "a: 1\n"], branch: "other")
        #expect(seen.contains(try #require(mirror.fingerprint())))
        for number in 2...4 {
            try repository.commit(["a.yaml": "a: \(number)\n"])
            #expect(seen.insert(try #require(mirror.fingerprint())).inserted)
        }
        try repository.collectGarbage()
        try repository.deleteBranch("main")
        #expect(seen.insert(try #require(mirror.fingerprint())).inserted)
        #expect(try Mirror(source: GitSource(repo: "https://a/b"), name: "b", folder: "/tmp").fingerprint() == nil)
    }

    @Test("a damaged mirror is found and made anew", arguments: ["HEAD", "objects"])
    func damagedMirror(part: String) async throws {
        let files = Dictionary(
            uniqueKeysWithValues: (0..<100).map { ("f\($0).yaml", TemporaryRepository.File.text("n: \($0)\n")) })
        let id = try repository.commit(files)
        let before = try mirror()
        #expect(try await before.update().id == id)
        try overwriteFiles(under: before.folder + "/" + part)
        let after = try mirror()
        do throws(GitTrouble) {
            let tree = try await after.tree(of: after.update().id)
            _ = try await after.read(tree.files)
        } catch {
            #expect(error.kind == .mirrorDamaged)
            #expect(error.isTransient)
        }
        #expect(try await after.update().id == id)
        let tree = try await after.tree(of: id)
        #expect(try await after.read(tree.files).count == 100)
    }

    @Test("a damaged mirror is kept where its source cannot be read at the moment")
    func damagedWithoutSource() async throws {
        let first = try repository.commit(["a.yaml": "a: 1\n", "b.yaml": "b: 1\n"])
        let mirror = try mirror()
        _ = try await mirror.update()
        let tree = try await mirror.tree(of: first)
        let blob = "\(tree.files[1].blob)"
        try overwriteFiles(under: "\(mirror.folder)/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
        let after = try self.mirror()
        await expectTrouble(.mirrorDamaged) { try await after.read(tree.files) }
        try runCommand(["mv", repository.path, repository.path + ".away"])
        await expectTrouble(.repositoryNotFound) { try await after.update() }
        #expect(try await after.read([tree.files[0]]) == [Array("a: 1\n".utf8)])
        try runCommand(["mv", repository.path + ".away", repository.path])
        #expect(try await after.update().id == first)
        #expect(try await after.read(tree.files).count == 2)
    }

    @Test("what gathers in the mirror is packed, and nothing is lost")
    func tidying() async throws {
        let mirror = try mirror()
        var ids: [String] = []
        func commit(_ round: Int) throws {
            let files = (0..<50).map { ("f\($0).yaml", TemporaryRepository.File.text("n: \($0) \(round)\n")) }
            ids.append(try repository.commit(Dictionary(uniqueKeysWithValues: files)))
        }
        func objectFiles() throws -> Int {
            try runCommand(["find", mirror.folder + "/objects", "-type", "f"]).split(separator: "\n").count
        }
        for round in 0..<4 {
            try commit(round)
            _ = try await mirror.update()
        }
        #expect(try objectFiles() == 4 * 52)
        try tidy(mirror.folder)
        #expect(try objectFiles() == 2)
        try commit(4)
        _ = try await mirror.update()
        try tidy(mirror.folder)
        try tidy(mirror.folder)
        #expect(try objectFiles() == 2)
        try removeFolder(repository.path)
        for id in ids {
            let tree = try await mirror.tree(of: id)
            #expect(try await mirror.read(tree.files).count == 50)
        }
        #expect(try await mirror.log(to: ids[4]).map(\.id) == ids.reversed())
        try repository.git(["--git-dir=\(mirror.folder)", "fsck", "--connectivity-only", ids[4]])
    }

    @Test("a mirror is tidied where many loose objects or packs have gathered")
    func untidiness() throws {
        let folder = repository.folder + "/many"
        for (part, count) in [("17", 8), ("pack", 80)] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/objects/\(part)", withIntermediateDirectories: true)
            for number in 0..<count {
                let name = "\(folder)/objects/\(part)/\(number / 2)." + (number % 2 == 0 ? "pack" : "idx")
                try Data().write(to: URL(filePath: name))
            }
        }
        #expect(!MirrorPieces.areMany(in: folder))
        try Data().write(to: URL(filePath: folder + "/objects/17/more"))
        #expect(MirrorPieces.areMany(in: folder))
        try FileManager.default.removeItem(atPath: folder + "/objects/17/more")
        try Data().write(to: URL(filePath: folder + "/objects/pack/more.pack"))
        #expect(MirrorPieces.areMany(in: folder))
    }

    @Test("a damaged source is told, and works again once it is mended")
    func damagedSource() async throws {
        try repository.commit(["a.yaml": "a: 1\n"])
        let second = try repository.commit(["a.yaml": "a: 2\n"])
        let backup = repository.folder + "/backup.git"
        try runCommand(["cp", "-r", repository.path, backup])
        try repository.collectGarbage()
        try overwriteFiles(under: repository.path + "/objects/pack")
        let mirror = try mirror()
        await expectTrouble(.sourceDamaged, "git fsck") { try await mirror.update() }
        try removeFolder(repository.path)
        try runCommand(["cp", "-r", backup, repository.path])
        #expect(try await mirror.update().id == second)
    }
}

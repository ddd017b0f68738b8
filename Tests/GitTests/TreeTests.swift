import Model
import TestSupport
import Testing

@testable import Git

@Suite("The files of a revision")
struct TreeTests {
    let repository: TemporaryRepository

    init() throws { repository = try TemporaryRepository() }

    private func mirror(path: String = "", _ change: (inout GitSettings) -> Void = { _ in }) throws -> Mirror {
        var settings = GitSettings()
        change(&settings)
        return Mirror(
            source: try GitSource(repo: repository.path, path: path), name: "shop",
            folder: repository.folder + "/repos", settings: settings)
    }

    private func tree(path: String = "", _ change: (inout GitSettings) -> Void = { _ in }) async throws -> RevisionTree
    {
        let mirror = try mirror(path: path, change)
        return try await mirror.tree(of: mirror.update().id)
    }

    @Test("are listed by path, with size and kind, and those with the same bytes have the same id")
    func listing() async throws {
        try repository.commit([
            "b.yaml": "b: 1\n", "a/x.yaml": "same\n", "a/y.yaml": "same\n", "a.yaml": "",
            "run.sh": .executable("#!/bin/sh\n"),
            "ö \"quoted\".yaml": "c: 1\n",
        ])
        let tree = try await tree()
        #expect(
            tree.files.map(\.path) == ["a.yaml", "a/x.yaml", "a/y.yaml", "b.yaml", "run.sh", "ö \"quoted\".yaml"])
        #expect(tree.files.map(\.size) == [0, 5, 5, 5, 10, 5])
        #expect(tree.files[1].blob == tree.files[2].blob)
        #expect(tree.files.map(\.kind) == [.regular, .regular, .regular, .regular, .executable, .regular])
        #expect(tree.problems.isEmpty)
    }

    @Test("under a folder begin with it, and its id stays while nothing in it changes")
    func folder() async throws {
        try repository.commit(["deploy/a.yaml": "a: 1\n", "other/b.yaml": "b: 1\n", "deploy/sub/c.yaml": "c: 1\n"])
        let before = try await tree(path: "./deploy/")
        #expect(before.files.map(\.path) == ["deploy/a.yaml", "deploy/sub/c.yaml"])
        try repository.commit(["other/b.yaml": "b: 2\n"])
        let after = try await tree(path: "deploy")
        #expect(after.tree == before.tree)
        #expect(after.files == before.files)
        #expect(after.revision != before.revision)
    }

    @Test("are followed through symlinks to files and folders of the repository")
    func symlinks() async throws {
        try repository.commit([
            "base/web.yaml": "a: 1\n", "base/sub/api.yaml": "b: 1\n", "deploy/own.yaml": "c: 1\n",
            "deploy/link.yaml": .symlink(to: "../base/web.yaml"), "deploy/folder": .symlink(to: "../base"),
            "deploy/chain.yaml": .symlink(to: "./link.yaml"), "current": .symlink(to: "deploy"),
        ])
        let tree = try await tree(path: "deploy")
        #expect(tree.problems.isEmpty)
        #expect(
            tree.files.map(\.path) == [
                "deploy/chain.yaml", "deploy/folder/sub/api.yaml", "deploy/folder/web.yaml", "deploy/link.yaml",
                "deploy/own.yaml",
            ])
        #expect(
            tree.files.map(\.linkedTo) == [
                "base/web.yaml", "base/sub/api.yaml", "base/web.yaml", "base/web.yaml", nil,
            ])
        let through = try await self.tree(path: "current")
        #expect(through.files.map(\.path).first == "current/chain.yaml")
        #expect(through.files.count == 5)
        // The link's folder is the same; what it leads to is not.
        try repository.commit(["base/web.yaml": "a: 2\n"])
        let later = try await self.tree(path: "deploy")
        #expect(later.tree == tree.tree)
        #expect(later.files[0].blob != tree.files[0].blob)
    }

    @Test("that cannot be read are all told, each with its place")
    func obstacles() async throws {
        try repository.commit([
            "deploy/ok.yaml": "a: 1\n", "deploy/nowhere.yaml": .symlink(to: "none.yaml"),
            "deploy/outside.yaml": .symlink(to: "../../etc/passwd"), "deploy/root.yaml": .symlink(to: "/etc/passwd"),
            "deploy/self.yaml": .symlink(to: "self.yaml"), "deploy/up": .symlink(to: "."),
            "deploy/sub/top": .symlink(to: "../.."),
            "deploy/module": .submodule(commit: String(repeating: "1", count: 40)),
        ])
        let tree = try await tree(path: "deploy")
        #expect(tree.files.contains { $0.path == "deploy/ok.yaml" })
        let words = Dictionary(uniqueKeysWithValues: tree.problems.map { ($0.origin?.file ?? "", $0.message) })
        let expected = [
            "deploy/nowhere.yaml": "does not have", "deploy/outside.yaml": "out of the repository",
            "deploy/root.yaml": "out of the repository", "deploy/self.yaml": "leads back", "deploy/up": "leads back",
            "deploy/module": "submodule",
        ]
        for (path, text) in expected { #expect(words[path]?.contains(text) == true, "\(path): \(words[path] ?? "-")") }
        #expect(words.keys.contains { $0.hasPrefix("deploy/sub/top") })
    }

    @Test("do not multiply without end through links to links")
    func bomb() async throws {
        var files: [String: TemporaryRepository.File] = ["d20/leaf.yaml": "a: 1\n"]
        for number in 0..<20 {
            for name in ["x", "y", "z"] { files["d\(number)/\(name)"] = .symlink(to: "../d\(number + 1)") }
        }
        try repository.commit(files)
        await expectTrouble(.content, "more than 1000 files") {
            try await tree(path: "d0") { $0.maximumFiles = 1000 }
        }
    }

    @Test("are refused where there are too many, and the path says what to do where it is wrong")
    func paths() async throws {
        try repository.commit([
            "a/1.yaml": "a: 1\n", "a/2.yaml": "a: 2\n", "a/b/3.yaml": "a: 3\n", "file.yaml": "a: 4\n",
            "out": .symlink(to: "../x"), "module": .submodule(commit: String(repeating: "1", count: 40)),
        ])
        await expectTrouble(.content, "more than 2 files") { try await tree(path: "a") { $0.maximumFiles = 2 } }
        #expect(try await tree(path: "a") { $0.maximumFiles = 3 }.files.count == 3)
        await expectTrouble(.content, "Its folders are: a.") { try await tree(path: "deploy") }
        await expectTrouble(.content, "is a file") { try await tree(path: "file.yaml") }
        await expectTrouble(.content, "does not exist") { try await tree(path: "file.yaml/more") }
        await expectTrouble(.content, "out of the repository") { try await tree(path: "out") }
        await expectTrouble(.content, "submodule") { try await tree(path: "module/deploy") }
        await expectTrouble(.invalid, "..") { try await tree(path: "a/../..") }
    }

    @Test("that are too large, or pointers of Git LFS, are refused when they are read, all at once")
    func unreadable() async throws {
        let pointer =
            "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "0", count: 64))\nsize 12345\n"
        try repository.commit([
            "big.yaml": .bytes([UInt8](repeating: 0x61, count: 1025)),
            "fits.yaml": .bytes([UInt8](repeating: 0x61, count: 1024)),
            "lfs.yaml": .text(pointer),
        ])
        let mirror = try mirror { $0.maximumFileBytes = 1024 }
        let tree = try await mirror.tree(of: mirror.update().id)
        do throws(GitTrouble) {
            _ = try await mirror.read(tree.files)
            Issue.record("read")
        } catch {
            #expect(error.kind == .content)
            #expect(error.problems.map { $0.origin?.file } == ["big.yaml", "lfs.yaml"])
            #expect(error.problems[0].message.contains("1025 bytes"))
            #expect(error.problems[1].message.contains("git lfs untrack"))
        }
        #expect(try await mirror.read(tree.files.filter { $0.path == "fits.yaml" }).first?.count == 1024)
    }

    @Test("that differ between two revisions are found")
    func changes() async throws {
        let first = try repository.commit([
            "a/keep.yaml": "1", "a/change.yaml": "1", "a/remove.yaml": "1", "a/turn": "1", "b/other.yaml": "1",
        ])
        let mirror = try mirror()
        _ = try await mirror.update()
        let second = try repository.commit(
            ["a/change.yaml": "2", "a/turn/file.yaml": "1", "c/new.yaml": "1"], removing: ["a/remove.yaml", "a/turn"])
        _ = try await mirror.update()
        let changes = try await mirror.changedPaths(from: first, to: second)
        #expect(
            changes.map { "\($0.kind) \($0.path)" } == [
                "changed a/change.yaml", "removed a/remove.yaml", "removed a/turn", "added a/turn/file.yaml",
                "added c/new.yaml",
            ])
        #expect(try await mirror.changedPaths(from: first, to: second, path: "b").isEmpty)
        #expect(try await mirror.changedPaths(from: first, to: first).isEmpty)
        #expect(try await mirror.changedPaths(from: first, to: second, path: "c").map(\.path) == ["c/new.yaml"])
    }
}

import Model
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A bare repository to follow, and a second one to commit in, as a person at another machine would. Both are gone
/// with the object. Uses the `git` command, with nobody's configuration.
public final class TemporaryRepository: Sendable {
    /// What stands at a path of a commit. A string literal is a regular file.
    public enum File: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
        case text(String)
        case bytes([UInt8])
        case executable(String)
        case symlink(to: String)
        case submodule(commit: String)

        public init(stringLiteral value: String) { self = .text(value) }
    }

    /// Holds everything; other files of a test may go here too.
    public let folder: String
    /// The bare repository: this is what is followed.
    public var path: String { folder + "/shop.git" }
    /// Where the commits are made, before they are pushed. Bare too: nothing is checked out.
    public var work: String { folder + "/work.git" }

    private let state = Mutex(State())

    private struct State {
        var tips: [String: String] = [:]
        /// Seconds since 1970; each commit is a minute after the one before.
        var time = 1_700_000_000
    }

    public init() throws {
        folder = try temporaryFolder("plumb-git")
        try git(["init", "--quiet", "--bare", "--initial-branch=main", path])
        try git(["init", "--quiet", "--bare", "--initial-branch=main", work])
        try git(["--git-dir=\(path)", "config", "receive.denyDeleteCurrent", "ignore"])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Commits files on top of a branch, which may be new, and pushes it.
    ///
    /// - Returns: the commit's full id.
    @discardableResult
    public func commit(
        _ files: [String: File], removing: [String] = [], message: String = "Change the shop",
        author: String = "Ada Lovelace <ada@example.com>", branch: String = "main", push: Bool = true
    ) throws -> String {
        let (parent, time) = state.withLock { state in
            state.time += 60
            return (state.tips[branch], state.time)
        }
        var stream = FastImportStream()
        stream.commit(branch: branch, parent: parent, author: author, time: time, message: message)
        for path in removing.sorted() { stream.remove(path) }
        for (path, file) in files.sorted(by: { $0.key < $1.key }) { stream.add(path, file) }
        let output = try git(
            ["--git-dir=\(work)", "fast-import", "--quiet", "--force", "--date-format=raw"], input: stream.whole)
        let id = String(output.prefix(40))
        guard id.utf8.count == 40 else { throw Problem("git fast-import said: \(output)") }
        state.withLock { $0.tips[branch] = id }
        if push { try self.push(branch) }
        return id
    }

    /// Pushes a branch; `force` also where it loses commits.
    public func push(_ branch: String = "main", force: Bool = false) throws {
        try git(["--git-dir=\(work)", "push", "--quiet", path, "\(force ? "+" : "")refs/heads/\(branch)"])
    }

    /// Moves the branch back (or anywhere) and commits on top of that; what was pushed meanwhile is lost.
    @discardableResult
    public func forcePush(
        _ files: [String: File], onto parent: String?, message: String = "Rewrite the shop", branch: String = "main"
    ) throws -> String {
        state.withLock { $0.tips[branch] = parent }
        let id = try commit(files, message: message, branch: branch, push: false)
        try push(branch, force: true)
        return id
    }

    /// Deletes the branch in the bare repository.
    public func deleteBranch(_ branch: String) throws {
        try git(["--git-dir=\(work)", "push", "--quiet", path, "--delete", "refs/heads/\(branch)"])
    }

    /// Tags a commit, the branch's last one by default, and pushes the tag. With a message, an annotated tag.
    public func tag(_ name: String, at commit: String = "main", message: String? = nil) throws {
        let annotation = message.map { ["-a", "-m", $0] } ?? []
        try git(["--git-dir=\(work)", "tag", "--force"] + annotation + [name, commit])
        try git(["--git-dir=\(work)", "push", "--quiet", "--force", path, "refs/tags/\(name)"])
    }

    /// Removes what no branch and tag leads to, from the bare repository's disk.
    public func collectGarbage() throws {
        try git(["--git-dir=\(path)", "reflog", "expire", "--expire=now", "--all"])
        try git(["--git-dir=\(path)", "gc", "--quiet", "--prune=now"])
    }

    /// Runs git with a clean environment and returns its output.
    @discardableResult
    public func git(_ arguments: [String], input: [UInt8] = []) throws -> String {
        try runCommand(["git"] + arguments, input: input, environment: cleanGitEnvironment(home: folder))
    }
}

/// Variables for a git that reads no configuration, asks nothing and writes in English.
public func cleanGitEnvironment(home: String) -> [String: String] {
    [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": "Ada Lovelace", "GIT_AUTHOR_EMAIL": "ada@example.com",
        "GIT_COMMITTER_NAME": "Ada Lovelace", "GIT_COMMITTER_EMAIL": "ada@example.com",
    ]
}

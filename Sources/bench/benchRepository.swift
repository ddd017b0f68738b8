#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A bare repository as people push to, written with the `git` command.
final class BenchRepository {
    let folder: String
    var path: String { folder + "/shop.git" }
    private var commits = 0

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/plumb-bench-\(getpid())"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try run("git init --quiet --bare --initial-branch=main '\(path)'")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Commits these files on top of what there is.
    func commit(_ files: [(path: String, text: String)]) throws {
        commits += 1
        var stream = "commit refs/heads/main\ncommitter Bench <bench@example.com> \(1_700_000_000 + commits) +0000\n"
        stream += "data 5\nBench\n"
        if commits > 1 { stream += "from refs/heads/main^0\n" }
        for file in files { stream += "M 100644 inline \(file.path)\ndata \(file.text.utf8.count)\n\(file.text)\n" }
        let input = folder + "/import"
        try Data(stream.utf8).write(to: URL(fileURLWithPath: input))
        try run("git --git-dir='\(path)' fast-import --quiet < '\(input)'")
    }

    struct CommandFailure: Error { var command: String }

    private func run(_ command: String) throws {
        var child = pid_t()
        let words = ["sh", "-c", command]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        guard posix_spawn(&child, "/bin/sh", nil, nil, arguments, environ) == 0 else {
            throw CommandFailure(command: command)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw CommandFailure(command: command) }
    }
}

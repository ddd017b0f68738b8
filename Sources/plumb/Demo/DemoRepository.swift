import Foundation

/// A bare repository made from `examples-repo`, and a clone to work in, as a team would have them.
struct DemoRepository {
    let bare: String
    let clone: String

    init(folder: String) throws {
        bare = "\(folder)/config.git"
        clone = "\(folder)/clone"
        let examples = try Self.examples()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try run(["init", "--quiet", "--bare", "--initial-branch=main", bare], in: folder)
        try run(["clone", "--quiet", bare, clone], in: folder)
        for name in try FileManager.default.contentsOfDirectory(atPath: examples) {
            try FileManager.default.copyItem(atPath: "\(examples)/\(name)", toPath: "\(clone)/\(name)")
        }
    }

    /// Replaces a text in a file of the clone.
    func edit(_ file: String, _ text: String, _ replacement: String) throws {
        let path = "\(clone)/\(file)"
        let before = try String(contentsOfFile: path, encoding: .utf8)
        guard before.contains(text) else { throw CommandFailure("\(path) does not hold \"\(text)\" any more.") }
        try before.replacingOccurrences(of: text, with: replacement).write(
            toFile: path, atomically: true, encoding: .utf8)
    }

    /// Commits everything and pushes; returns the commit's id.
    @discardableResult
    func commit(_ message: String) throws -> String {
        try run(["checkout", "--quiet", "-B", "main"], in: clone)
        try run(["add", "--all"], in: clone)
        try run(["commit", "--quiet", "--message", message], in: clone)
        try run(["push", "--quiet", "origin", "main"], in: clone)
        return try run(["rev-parse", "HEAD"], in: clone).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @discardableResult
    private func run(_ arguments: [String], in folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // Nobody's own configuration, hooks or signing keys have a part in the tour.
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Ada Lovelace",
            "GIT_AUTHOR_EMAIL": "ada@shop.example", "GIT_COMMITTER_NAME": "Ada Lovelace",
            "GIT_COMMITTER_EMAIL": "ada@shop.example",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        do {
            try process.run()
        } catch {
            throw CommandFailure("git cannot be run: \(error). The tour needs the git command; install it.")
        }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure("git \(arguments.first ?? "") failed: \(text)")
        }
        return text
    }

    /// `examples-repo` of the working folder, of the checkout that the binary was built in, or as it was installed.
    private static func examples() throws -> String {
        var places = [FileManager.default.currentDirectoryPath + "/examples-repo"]
        let binary =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        var folder = URL(fileURLWithPath: binary).deletingLastPathComponent()
        places.append(folder.appendingPathComponent("../share/plumb/examples-repo").standardized.path)
        for _ in 0..<5 {
            places.append(folder.appendingPathComponent("examples-repo").path)
            folder = folder.deletingLastPathComponent()
        }
        if let found = places.first(where: { FileManager.default.fileExists(atPath: "\($0)/shop/web.yaml") }) {
            return found
        }
        throw CommandFailure(
            "the folder examples-repo was not found. Run this from plumb's checkout, or after `make install`.")
    }
}

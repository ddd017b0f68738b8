import Engine
import Foundation
import TestSupport

/// Real kubectl, where the machine has it. `PLUMB_KUBECTL` names another one than the PATH's.
enum Kubectl {
    static let path: String? = {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = environment["PLUMB_KUBECTL"] { return chosen }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/kubectl" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    static var isPresent: Bool { path != nil }

    /// `1.33`, of the one that runs; nil where it does not say so.
    static func version() async throws -> String? {
        guard let path else { return nil }
        let folder = try makeTemporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let output = "\(folder)/version"
        let process = try startCommand(
            [path, "version", "--client"], environment: ProcessInfo.processInfo.environment, output: output)
        await end(of: process)
        let text = try String(contentsOfFile: output, encoding: .utf8)
        return text.firstMatch(of: /Client Version: v([0-9]+\.[0-9]+)/).map { String($0.1) }
    }

    /// The scripts beside the tests, by name.
    static let scripts: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".sh") }.map { String($0.dropLast(3)) }.sorted()
    }()

    static let folder: String = {
        let root = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return "/\(root)/Fixtures/kubectl"
    }()

    /// What a script prints: each command after `$ `, then what it said, in a shell that stops at nothing.
    static func run(script: String, kubeconfig: String, folder work: String) async throws -> String {
        let program = """
            exec 2>&1
            kubectl() {
                { set +x; } 2>/dev/null
                local code=0
                command "$KUBECTL" "$@" || code=$?
                [ $code = 0 ] || echo "[exit $code]" >&2
                { set -x; } 2>/dev/null
                return $code
            }
            PS4='$ '
            trap '{ echo "(exit $?)"; } 2>/dev/null' ERR
            set -x
            . "$1"
            """
        var environment = ProcessInfo.processInfo.environment
        environment["KUBECTL"] = path
        environment["KUBECONFIG"] = kubeconfig
        environment["HOME"] = work
        environment["TMPDIR"] = work
        environment["TZ"] = "UTC"
        let variables = environment
        let output = "\(work)/output"
        let process = try startCommand(
            ["bash", "-c", program, "bash", "\(folder)/\(script).sh"], environment: variables, output: output)
        await end(of: process)
        return try String(contentsOfFile: output, encoding: .utf8)
    }

    /// Waiting blocks, so it has a thread of its own.
    private static func end(of process: Int32) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                waitForEnd(of: process)
                continuation.resume()
            }
        }
    }
}

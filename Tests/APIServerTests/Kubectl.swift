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
            kubectl() { command "$KUBECTL" "$@"; }
            PS4='$ '
            trap '{ echo "(exit $?)"; } 2>/dev/null' ERR
            set -x
            . "$1"
            """
        var environment = ProcessInfo.processInfo.environment
        environment["KUBECTL"] = path
        environment["KUBECONFIG"] = kubeconfig
        environment["HOME"] = work
        environment["TZ"] = "UTC"
        let variables = environment
        let output = "\(work)/output"
        let process = try startCommand(
            ["bash", "-c", program, "bash", "\(folder)/\(script).sh"], environment: variables, output: output)
        // Waiting blocks, so it has a thread of its own.
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                waitForEnd(of: process)
                continuation.resume()
            }
        }
        return try String(contentsOfFile: output, encoding: .utf8)
    }
}

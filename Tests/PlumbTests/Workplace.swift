import Foundation
import Model
import Synchronization
import TestSupport

/// A machine of its own for one test: a home, a data folder, a repository to push to. Gone with the object, and so is
/// whatever daemon still runs in it.
final class Workplace: Sendable {
    let repository: TemporaryRepository
    let folder: String
    private let plumbs = Mutex<[Int32]>([])

    init() throws {
        repository = try TemporaryRepository()
        folder = repository.folder
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    }

    deinit { for process in plumbs.withLock({ $0 }) { end(process) } }

    var home: String { "\(folder)/home" }
    var data: String { "\(folder)/data" }
    var configurationFile: String { "\(folder)/plumb.yaml" }
    var logFile: String { "\(folder)/plumb.log" }

    var environment: [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LC_ALL": "C",
            "USER": "ada", "PLUMB_DATA": data, "KUBECONFIG": "\(data)/kubeconfig",
        ]
    }

    /// Runs a command of plumb to its end.
    func plumb(_ words: String...) async throws -> Ran { try await plumb(words) }

    func plumb(_ words: [String]) async throws -> Ran {
        try await run([try Binary.path()] + words, environment: environment, folder: folder)
    }

    /// The JSON that a command of plumb reports, whatever it exits with.
    func report(_ words: String...) async throws -> Value { try await plumb(words + ["-o", "json"]).json }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    func read(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self)
    }

    /// The configuration: pods start at once, and the applications are as given, a YAML mapping each.
    func configure(_ applications: [String: String]) throws {
        let list = applications.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
        try write(
            """
            data: \(data)
            listen: 127.0.0.1:0
            clusters:
              local: {embedded: {pullDelay: 50ms, startDelay: 20ms, readyDelay: 50ms, stopDelay: 20ms}}
            applications:
            \(list)
            """, to: "plumb.yaml")
    }

    /// Keeps the process in mind, so that it does not outlive the test.
    func adopt(_ process: Int32) { plumbs.withLock { $0.append(process) } }
    func forget(_ process: Int32) { plumbs.withLock { $0.removeAll { $0 == process } } }
}

import Foundation
import Model
import TestSupport

#if canImport(Glibc)
    import Glibc
#endif

extension Workplace {
    /// Starts `plumb run` on the configuration and returns its process when it answers. It ends with the workplace.
    @discardableResult
    func start() async throws -> Int32 {
        let process = try startCommand(
            [try Binary.path(), "run", "--config", configurationFile], environment: environment,
            output: "\(folder)/plumb.out", errors: logFile)
        adopt(process)
        _ = try await eventually("the daemon answers") { () -> (found: Bool?, seen: String) in
            let address = try? Value(json: Array(read("data/address.json").utf8))
            return (address?["pid"]?.int == Int(process) ? true : nil, read("plumb.log"))
        }
        return process
    }

    /// Sends a signal and returns what the process ended with, and how long that took.
    func stop(_ process: Int32, by signal: Int32) async -> (status: Int32, took: Duration) {
        let before = ContinuousClock.now
        kill(process, signal)
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: waitForEnd(of: process)) }
        }
        forget(process)
        return (status, ContinuousClock.now - before)
    }

    /// An application as `plumb status -o json` has it; null where there is none.
    func status(_ application: String) async throws -> Value {
        let ran = try await plumb("status", application, "-o", "json")
        return ran.errors.contains("there is no application") ? .null : try ran.json["applications"]?[0] ?? .null
    }

    /// Waits until an application is as asked, and nothing is under way.
    @discardableResult
    func wait(
        _ application: String, _ what: String, within limit: Duration = .seconds(30),
        _ isSo: (Value) -> Bool
    ) async throws -> Value {
        try await eventually("\(application) \(what)", within: limit) {
            let status = try await status(application)
            return (isSo(status) ? status : nil, "\(status.json)\n\(read("plumb.log"))")
        }
    }

    @discardableResult
    func wait(_ application: String, synced revision: String) async throws -> Value {
        try await wait(application, "is Synced and Healthy at \(revision)") {
            $0["state"]?.string == "Synced" && $0["health"]?.string == "Healthy" && $0["revision"]?.string == revision
        }
    }

    @discardableResult
    func wait(_ application: String, rejects revision: String, as state: String) async throws -> String {
        let status = try await wait(application, "rejects \(revision) as \(state)") {
            $0["state"]?.string == state && $0["rejected"]?["revision"]?.string == revision
                && $0["transaction"]?.isNull ?? true
        }
        return status["rejected"]?["reason"]?.string ?? ""
    }

    @discardableResult
    func wait(_ application: String, is state: String, within limit: Duration = .seconds(30)) async throws -> Value {
        try await wait(application, "is \(state)", within: limit) { $0["state"]?.string == state }
    }

    /// The transactions of an application, newest first.
    func history(_ application: String) async throws -> [Value] {
        try await report("history", application)["transactions"]?.elements ?? []
    }

    /// One live object, as `kubectl get -o json` has it; nil where there is none.
    func object(_ kind: String, _ name: String, in namespace: String) async throws -> Value? {
        let ran = try await plumb("get", kind, name, "-n", namespace, "-o", "json")
        return ran.status == 0 ? try ran.json : nil
    }

    /// Every object of the kinds that people apply, by kind, namespace and name.
    func objects() async throws -> [String: Value] {
        var found: [String: Value] = [:]
        for kind in ["namespaces", "configmaps", "secrets", "services", "deployments", "statefulsets", "ingresses"] {
            let list = try await report("get", kind, "-A")
            for object in list["items"]?.elements ?? [] {
                let namespace = object["metadata"]?["namespace"]?.string ?? ""
                found["\(kind)/\(namespace)/\(object["metadata"]?["name"]?.string ?? "")"] = object
            }
        }
        return found
    }

    /// What people ask of every object: its spec and data, labels and type, and nothing that the server counts.
    func contents() async throws -> [String: String] {
        try await objects().mapValues { object in
            ["spec", "data", "type", "immutable"].map { object[$0]?.json ?? "-" }.joined(separator: " ")
                + " \(object["metadata"]?["labels"]?.json ?? "-")"
        }
    }

    /// The resourceVersion of every object: equal maps mean that nothing was written between.
    func versions() async throws -> [String: String] {
        try await objects().mapValues { $0["metadata"]?["resourceVersion"]?.string ?? "" }
    }

    /// Real kubectl; nil, with a message, where the machine has none.
    func kubectl(_ words: String...) async throws -> Ran? {
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        guard folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/kubectl") }) else {
            print("skipped: there is no kubectl on the PATH")
            return nil
        }
        let ran = try await run(["kubectl"] + words, environment: environment, folder: folder)
        guard ran.status == 0 else { throw Problem("\(ran)") }
        return ran
    }
}

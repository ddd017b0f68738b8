import Kubernetes
import Model
import Reconciler

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// Where plumb keeps everything: its ledger, the embedded cluster, mirrors, token and kubeconfig. Only its owner may look.
struct DataFolder {
    let path: String

    /// The folder that was named, by flag or `PLUMB_DATA`, else `$XDG_STATE_HOME/plumb`, else `~/.local/state/plumb`.
    init(_ named: String?) {
        let text: String
        if let named, !named.isEmpty {
            text = named
        } else if !Terminal.environment("PLUMB_DATA").isEmpty {
            text = Terminal.environment("PLUMB_DATA")
        } else if !Terminal.environment("XDG_STATE_HOME").isEmpty {
            text = Terminal.environment("XDG_STATE_HOME") + "/plumb"
        } else {
            text = Terminal.environment("HOME") + "/.local/state/plumb"
        }
        path = text.hasPrefix("/") ? text : FileManager.default.currentDirectoryPath + "/" + text
    }

    var ledger: String { "\(path)/plumb.sqlite" }
    /// plumb has looked at a repository here before, and so had a ledger.
    var hasRun: Bool { (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/repos"))?.isEmpty == false }

    var cluster: String { "\(path)/cluster.sqlite" }
    var address: String { "\(path)/address.json" }
    var token: String { "\(path)/token" }
    var kubeconfig: String { "\(path)/kubeconfig" }

    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        } catch {
            throw CommandFailure("the data folder \(path) cannot be made: \(error)")
        }
    }

    /// The bearer token of console and API; made where there is none yet.
    func ensureToken() throws -> String {
        if let known = try? String(contentsOfFile: token, encoding: .utf8) {
            let trimmed = known.filter { !$0.isWhitespace }
            if trimmed.count >= 16 { return trimmed }
        }
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        let made = String((0..<40).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
        try writePrivately(made + "\n", to: token)
        return made
    }

    /// Replaces a file whole, readable by its owner only.
    func writePrivately(_ text: String, to file: String) throws {
        let temporary = "\(file).\(getpid()).new"
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]),
            rename(temporary, file) == 0
        else { throw CommandFailure("\(file) cannot be written: \(String(cString: strerror(errno)))") }
    }

    /// Where a running daemon answers; nil where none says so.
    func runningAddress() -> (console: String, api: String, pid: Int)? {
        guard let data = FileManager.default.contents(atPath: address), let value = try? Value(json: Array(data)),
            let console = value["console"]?.string, let api = value["api"]?.string, let pid = value["pid"]?.int,
            isAlive(pid_t(truncatingIfNeeded: pid))
        else { return nil }
        return (console, api, pid)
    }

    /// Where a running daemon's cluster is: the embedded one's kubeconfig, or that of the real cluster it drives.
    func runningCluster() -> ClusterPlace? {
        guard let running = runningAddress() else { return nil }
        if !running.api.isEmpty { return .kubeconfig(file: kubeconfig, context: "") }
        guard let data = FileManager.default.contents(atPath: address), let value = try? Value(json: Array(data)) else {
            return nil
        }
        guard let file = value["kubeconfig"]?.string else { return ClusterPlace(.inCluster) }
        return .kubeconfig(file: file, context: value["context"]?.string ?? "")
    }
}

/// Whether a process runs. One that was killed and that nobody has waited for yet does not: it has no program any more.
private func isAlive(_ pid: pid_t) -> Bool {
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    var program = [CChar](repeating: 0, count: 1)
    return readlink("/proc/\(pid)/exe", &program, 1) >= 0 || errno != ENOENT || access("/proc/self/exe", F_OK) != 0
}

/// Makes this process the only one that writes to a data folder, for as long as the value lives.
final class DataFolderLock: Sendable {
    private let descriptor: Int32

    init(_ folder: DataFolder) throws {
        descriptor = open("\(folder.path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure("\(folder.path)/lock cannot be opened: \(String(cString: strerror(errno)))")
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            close(descriptor)
            let who = folder.runningAddress().map { " (process \($0.pid))" } ?? ""
            throw CommandFailure(
                "another plumb\(who) uses the data folder \(folder.path). Stop it, or name another folder with --data.")
        }
    }

    deinit { close(descriptor) }
}

extension DataFolder {
    var hasLedger: Bool { FileManager.default.fileExists(atPath: ledger) }
}

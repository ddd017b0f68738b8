import Model
import TestSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A server process on the loopback interface; it ends with the object.
final class Server: Sendable {
    let port: Int
    let process: Int32

    private init(port: Int, process: Int32) {
        self.port = port
        self.process = process
    }

    deinit { end(process) }

    static func misbehaving(_ mode: String, in folder: String) throws -> Server {
        let file = "\(folder)/port-\(mode)"
        let process = try startCommand(["python3", script("misbehaving.py"), mode, file])
        return Server(port: try waitForPort(file), process: process)
    }

    static func http(_ repository: TemporaryRepository, _ options: [String] = []) throws -> Server {
        let file = "\(repository.folder)/port-http-\(UInt32.random(in: 0...(.max)))"
        let process = try startCommand(
            ["python3", script("http_backend.py"), repository.folder, file] + options,
            environment: cleanGitEnvironment(home: repository.folder))
        return Server(port: try waitForPort(file), process: process)
    }

    static func gitDaemon(_ repository: TemporaryRepository, port wanted: Int? = nil) throws -> Server {
        let programs = try repository.git(["--exec-path"]).split(separator: "\n").first.map(String.init) ?? ""
        let port = try wanted ?? freePort()
        let process = try startCommand(
            [
                "\(programs)/git-daemon", "--export-all", "--base-path=\(repository.folder)", "--listen=127.0.0.1",
                "--port=\(port)", "--reuseaddr", repository.folder,
            ], environment: cleanGitEnvironment(home: repository.folder))
        try waitUntilListening(port)
        return Server(port: port, process: process)
    }

    static let sshProgram = "/usr/sbin/sshd"

    /// An ssh server that lets in whoever has `key`, with `hostKey` as its own. Nil, with a message, where sshd
    /// cannot run.
    static func ssh(in folder: String, hostKey: String, authorizedKeys: String) throws -> Server? {
        guard FileManager.default.isExecutableFile(atPath: sshProgram) else {
            print("skipped: there is no \(sshProgram)")
            return nil
        }
        if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
        let port = try freePort()
        let configuration = """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(hostKey)
            AuthorizedKeysFile \(authorizedKeys)
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PidFile none
            """
        try Data(configuration.utf8).write(to: URL(filePath: folder + "/sshd_config"))
        let process = try startCommand(
            [sshProgram, "-f", folder + "/sshd_config", "-D", "-e"], errors: folder + "/sshd.log")
        do {
            try waitUntilListening(port)
        } catch {
            end(process)
            print("skipped: sshd does not start: \(try contents(folder + "/sshd.log"))")
            return nil
        }
        return Server(port: port, process: process)
    }

    private static func script(_ name: String) -> String {
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/git-servers/" + name
    }
}

/// How many files and sockets this process has open.
func openDescriptors() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }

/// Whether there is such a process, a zombie too.
func isAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 }

func contents(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

private func waitForPort(_ file: String) throws -> Int {
    for _ in 0..<1000 {
        if let port = (try? contents(file)).flatMap({ Int($0) }) { return port }
        usleep(10_000)
    }
    throw Problem("the test's server does not start")
}

private func waitUntilListening(_ port: Int) throws {
    for _ in 0..<500 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = loopback(port)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if code == 0 { return }
        usleep(10_000)
    }
    throw Problem("nothing listens at port \(port)")
}

/// A port that nobody has at the moment.
func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
        }
    }
    guard code else { throw Problem("no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
}

private func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
    return address
}

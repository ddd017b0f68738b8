import Model

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

/// Makes a folder that nobody else has, under `/tmp`.
public func temporaryFolder(_ prefix: String) throws -> String {
    var template = Array("/tmp/\(prefix)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Problem("no temporary folder can be made") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Runs a program to its end and returns its standard output; a failure has what it wrote to the other one.
@discardableResult
public func runCommand(
    _ words: [String], input: [UInt8] = [], environment: [String: String]? = nil
) throws -> String {
    let folder = try temporaryFolder("plumb-run")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = FileManager.default.createFile(atPath: folder + "/in", contents: Data(input))
    let process = try startCommand(
        words, environment: environment, input: folder + "/in", output: folder + "/out", errors: folder + "/err")
    let status = waitForEnd(of: process)
    func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self)
    }
    guard status == 0 else {
        throw Problem("\(words.joined(separator: " ")) ended with \(status): \(text("out"))\(text("err"))")
    }
    return text("out")
}

/// Starts a program with its input and outputs from and to files, and returns its process id.
public func startCommand(
    _ words: [String], environment: [String: String]? = nil, input: String = "/dev/null",
    output: String = "/dev/null", errors: String = "/dev/null"
) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let variables = environment ?? ProcessInfo.processInfo.environment
    var arguments = words.map { strdup($0) } + [nil]
    var values = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + values).forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawnp(&process, words.first ?? "", &actions, nil, &arguments, &values)
    guard code == 0 else { throw Problem("\(words.first ?? "") cannot be started: \(String(cString: strerror(code)))") }
    return process
}

/// Waits for a process that `startCommand` started. Returns its exit status, or 128 and the signal that ended it.
@discardableResult
public func waitForEnd(of process: Int32) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
        guard errno == EINTR else { return -1 }
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
}

/// Ends a process that `startCommand` started, at once.
public func end(_ process: Int32) {
    kill(process, SIGKILL)
    waitForEnd(of: process)
}

import Glibc

/// Another process of this program, whose output is read.
final class Child {
    let arguments: [String]
    private let process: pid_t
    let output: Int32
    private var rest: [UInt8] = []
    /// Every line that it has printed.
    private(set) var lines: [String] = []

    init?(_ arguments: [String]) {
        self.arguments = arguments
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        var child = pid_t()
        var pointers: [UnsafeMutablePointer<CChar>?] = (["simulate"] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        let outcome = posix_spawn(&child, "/proc/self/exe", &actions, nil, &pointers, environ)
        close(ends[1])
        guard outcome == 0 else {
            close(ends[0])
            return nil
        }
        process = child
        output = ends[0]
    }

    /// Takes what it has printed by now, and waits for some. False where it has ended.
    func read() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(output, &buffer, buffer.count)
        if count < 0, errno == EINTR { return true }
        guard count > 0 else {
            close(output)
            var status: Int32 = 0
            while waitpid(process, &status, 0) == -1, errno == EINTR {}
            return false
        }
        rest += buffer[..<count]
        while let end = rest.firstIndex(of: 10) {
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest.removeSubrange(...end)
        }
        return true
    }

    func kill() { _ = Glibc.kill(process, SIGKILL) }

    /// Runs children, as many at a time as there are workers, until there are no more; tells of each when it has ended.
    /// `next` says what to run; `ended` whether to go on.
    static func runAll(workers: Int, next: () -> [String]?, ended: (Child) -> Bool) {
        var running: [Child] = []
        var goesOn = true
        while true {
            while goesOn, running.count < workers, let arguments = next(), let child = Child(arguments) {
                running.append(child)
            }
            guard !running.isEmpty else { return }
            var polled = running.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
            guard poll(&polled, nfds_t(polled.count), -1) >= 0 || errno == EINTR else { return }
            for (child, state) in zip(running, polled) where state.revents != 0 {
                if child.read() { continue }
                running.removeAll { $0 === child }
                // What was cut short tells nothing.
                if goesOn, !ended(child) {
                    goesOn = false
                    for child in running { child.kill() }
                }
            }
        }
    }
}

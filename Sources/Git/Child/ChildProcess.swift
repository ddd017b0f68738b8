import CLibGit2
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs a program with one request on its standard input, and collects the lines of its standard output, until it ends
/// or is killed. It is gone, and waited for, when `run` returns; nothing of it stays open.
final class ChildProcess: Sendable {
    enum End: Hashable {
        case exited(Int32)
        case signalled(Int32)
        /// It said nothing for too long, or took too long in all.
        case timedOut
        case cancelled
        /// It said too much.
        case overflowed
        case notStarted(Int32)
    }

    private let cancelled = Mutex(false)

    /// Makes a `run` that is under way, or is still to come, end soon.
    func cancel() { cancelled.withLock { $0 = true } }

    /// Blocks. `onLine` hears every line; the silence is counted anew after each.
    func run(
        _ command: [String], environment: [String], input: [UInt8], silence: Duration, total: Duration,
        onLine: (ArraySlice<UInt8>) -> Void
    ) -> End {
        var sockets: [Int32] = [-1, -1]
        guard plumb_socket_pair(&sockets) == 0 else { return .notStarted(errno) }
        let ours = sockets[0]
        defer { close(ours) }
        let process: pid_t
        switch spawn(command, environment: environment, descriptor: sockets[1]) {
        case .success(let started): process = started
        case .failure(let failure):
            close(sockets[1])
            return .notStarted(failure.code)
        }
        close(sockets[1])
        write(input, to: ours)
        shutdown(ours, Int32(SHUT_WR))
        let stop = listen(on: ours, silence: silence, total: total, onLine: onLine)
        let status = reap(process, patience: stop == nil ? 500 : 0)
        if let stop { return stop }
        guard let status else { return .timedOut }
        return status & 0x7f == 0 ? .exited((status >> 8) & 0xff) : .signalled(status & 0x7f)
    }

    /// Reads until the other end is closed; an early end has its reason.
    private func listen(
        on socket: Int32, silence: Duration, total: Duration, onLine: (ArraySlice<UInt8>) -> Void
    ) -> End? {
        let clock = ContinuousClock()
        let end = clock.now + total
        var quietUntil = clock.now + silence
        var pending: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            if cancelled.withLock({ $0 }) { return .cancelled }
            if clock.now > min(end, quietUntil) { return .timedOut }
            // Short, so that a cancellation is heard soon.
            var item = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            guard poll(&item, 1, 20) > 0 else { continue }
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return nil
            }
            if count == 0 { return nil }
            for byte in buffer.prefix(count) {
                if byte != 0x0a {
                    pending.append(byte)
                    continue
                }
                onLine(pending[...])
                pending.removeAll(keepingCapacity: true)
                quietUntil = clock.now + silence
            }
            guard pending.count <= 1 << 20 else { return .overflowed }
        }
    }

    /// Waits a moment for an orderly end, then ends it.
    private func reap(_ process: pid_t, patience milliseconds: Int) -> Int32? {
        var status: Int32 = 0
        for _ in 0..<milliseconds {
            let code = waitpid(process, &status, WNOHANG)
            if code == process { return status }
            if code < 0, errno != EINTR { return nil }
            usleep(1000)
        }
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        return nil
    }

    private func write(_ bytes: [UInt8], to socket: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // The child is gone; that is noticed while listening.
            if count < 0, errno != EINTR { return }
            sent += max(0, count)
        }
    }
}

private struct SpawnFailure: Error { var code: Int32 }

/// Starts a program whose standard input and output are one socket, with no other descriptor, default signals and a
/// process group of its own, so that a terminal's ctrl-C reaches the daemon alone.
private func spawn(
    _ command: [String], environment: [String], descriptor: Int32
) -> Result<pid_t, SpawnFailure> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
    posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    plumb_spawn_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawn(&process, command.first ?? "", &actions, &attributes, &arguments, &variables)
    return code == 0 ? .success(process) : .failure(SpawnFailure(code: code))
}

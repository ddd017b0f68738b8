import CLibGit2
import Model

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The whole of the hidden sub-command `gitChildCommand`: reads a request from standard input, does it, answers on
/// standard output. The main program calls it before it does anything else, and exits with what it returns.
///
/// It runs in a process of its own because libgit2 1.5 knows no time-out: its parent kills it.
public func runGitChild() -> Int32 {
    guard plumb_die_with_parent() == 0, let bytes = readAll(from: 0, limit: 1 << 20),
        let request = (try? Value(json: bytes)).flatMap({ GitChildRequest(json: $0) })
    else { return 64 }
    // The bound of the parent, for the case that the parent is gone.
    alarm(UInt32(clamping: max(1, request.seconds)))
    // A pack of more bytes than allowed ends the process, even where the server lied about its size.
    guard plumb_limit_file_size(UInt64(clamping: request.maximumBytes) + 1 << 20) == 0 else { return 71 }
    do throws(GitTrouble) {
        answer(.found(try RemoteSession(request).run { answer(.progress) }))
    } catch {
        answer(.trouble(error))
    }
    return 0
}

private func answer(_ answer: GitChildAnswer) {
    let line = answer.json.jsonBytes + [0x0a]
    var sent = 0
    while sent < line.count {
        let count = line[sent...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
        if count < 0, errno != EINTR { return }
        sent += max(0, count)
    }
}

/// Everything until the end of a stream; nil where that is more than the limit, or cannot be read.
private func readAll(from descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count == 0 { return bytes }
        if count < 0 {
            guard errno == EINTR else { return nil }
            continue
        }
        bytes += buffer.prefix(count)
        guard bytes.count <= limit else { return nil }
    }
}

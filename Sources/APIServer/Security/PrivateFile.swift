#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that hold secrets, or that others rely on being whole.
enum PrivateFile {
    struct Failure: Error, CustomStringConvertible {
        var path: String
        var doing: String
        var code: Int32
        var description: String { "cannot \(doing) \(path): \(String(cString: strerror(code)))" }
    }

    /// Writes the whole file or none of it: to a file beside it, then renamed. `mode` holds from the first byte on.
    static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure(path: path, doing: "write", code: errno) }
        do {
            try writeAll(Array(text.utf8), to: descriptor, path: path)
            close(descriptor)
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw Failure(path: path, doing: "write", code: code)
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        var position = 0
        while position < bytes.count {
            let written = bytes[position...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                throw Failure(path: path, doing: "write", code: errno)
            }
            position += written
        }
        guard fsync(descriptor) == 0 else { throw Failure(path: path, doing: "write", code: errno) }
    }

    /// The file's text; nil where there is no such file.
    static func read(_ path: String, upTo limit: Int = 1 << 20) throws -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Failure(path: path, doing: "read", code: errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= limit {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(path: path, doing: "read", code: errno)
            }
            bytes += buffer[..<count]
        }
        throw Failure(path: path, doing: "read", code: EFBIG)
    }

    /// Makes the folder, and those above it, readable by its owner only; leaves one that is there as it is.
    static func makeFolder(_ path: String) throws {
        var status = stat()
        if stat(path, &status) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolder(String(path[..<slash])) }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw Failure(path: path, doing: "make", code: errno) }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}

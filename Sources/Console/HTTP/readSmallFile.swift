#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The first bytes of a file; nil where it cannot be read. For files of a few lines, on disk or in `/proc`.
func readSmallFile(_ path: String, limit: Int = 64 << 10) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
        let start = filled
        let count = bytes.withUnsafeMutableBytes { buffer in
            read(file, buffer.baseAddress.map { $0 + start }, limit - start)
        }
        guard count >= 0 else { return nil }
        if count == 0 { break }
        filled += count
    }
    return Array(bytes[..<filled])
}

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Mirror {
    /// A value that changes when a local repository's reference may have moved; a few file reads, no libgit2, from any
    /// thread. Nil for a remote repository and for a linked worktree: ask for the `tip` there.
    ///
    /// A missed change is impossible for a branch or tag by name: the files' contents count, not only their times.
    public nonisolated func fingerprint() -> Fingerprint? {
        guard source.location.isLocal else { return nil }
        var folder = source.location.folder
        var hasher = Hasher()
        if let info = fileInfo(folder + "/.git") {
            guard info.isFolder else { return nil }
            folder += "/.git"
        }
        let request = RefRequest(source.ref)
        hash(file: folder + "/HEAD", into: &hasher)
        for name in request.names where name != "HEAD" && isPlainReference(name) {
            hash(file: "\(folder)/\(name)", into: &hasher)
        }
        if request.names == ["HEAD"], let head = firstBytes(of: folder + "/HEAD") {
            let target = String(decoding: head, as: UTF8.self).dropFirst("ref: ".count).trimmingNewline
            if isPlainReference(target) { hash(file: "\(folder)/\(target)", into: &hasher) }
        }
        // Not read whole: it may be long. Git writes it anew under another name and renames it.
        fileInfo(folder + "/packed-refs").hash(into: &hasher)
        if request.range != nil { fileInfo(folder + "/refs/tags").hash(into: &hasher) }
        return Fingerprint(value: hasher.finalize())
    }
}

private struct FileInfo: Hashable {
    var inode: UInt64
    var size: Int
    var changed: Int
    var changedNanoseconds: Int
    var isFolder: Bool
}

private func fileInfo(_ path: String) -> FileInfo? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    #if canImport(Glibc)
        let time = info.st_ctim
    #else
        let time = info.st_ctimespec
    #endif
    return FileInfo(
        inode: UInt64(info.st_ino), size: Int(info.st_size), changed: time.tv_sec, changedNanoseconds: time.tv_nsec,
        isFolder: info.st_mode & S_IFMT == S_IFDIR)
}

private func hash(file path: String, into hasher: inout Hasher) { hasher.combine(firstBytes(of: path)) }

/// A reference's file is short; nil where there is none.
private func firstBytes(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return Array(bytes.prefix(count))
}

/// Never a path out of the repository.
private func isPlainReference(_ name: some StringProtocol) -> Bool {
    name.hasPrefix("refs/") && !name.split(separator: "/").contains { $0 == ".." || $0 == "." }
}

extension Substring {
    fileprivate var trimmingNewline: Substring { self.last?.isNewline == true ? dropLast() : self }
}

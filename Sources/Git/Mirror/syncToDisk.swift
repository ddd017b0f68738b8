#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Syncs new files and the folders that name them, on a thread of its own: nobody waits for the disk.
///
/// A crash of the machine before that loses nothing that counts: every object's hash is verified when it is read, and
/// what is missing or damaged is copied again.
func syncToDisk(_ files: [String], in folder: String) {
    guard !files.isEmpty else { return }
    let folders = Set(files.map { String($0[..<($0.lastIndex(of: "/") ?? $0.endIndex)]) })
    _ = startThread { syncNow(files + folders.sorted(), in: folder) }
}

/// Syncs files and folders, and waits for it.
func syncNow(_ files: [String], in folder: String) {
    for file in files {
        let descriptor = open("\(folder)/\(file)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { continue }
        fsync(descriptor)
        close(descriptor)
    }
}

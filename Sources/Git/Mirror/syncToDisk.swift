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
    var paths = files.map { "\(folder)/\($0)" }
    let folders = Set(paths.map { $0[..<($0.lastIndex(of: "/") ?? $0.endIndex)] })
    paths += folders.map(String.init)
    let all = paths
    _ = startThread {
        for path in all {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            fsync(descriptor)
            close(descriptor)
        }
    }
}

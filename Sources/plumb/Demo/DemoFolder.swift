#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// The data folder of a tour. What an earlier tour left is begun anew; anybody else's data is left alone.
struct DemoFolder {
    let data: DataFolder

    init(named: String?) throws {
        let wanted = DataFolder(named)
        let mark = "\(wanted.path)/demo"
        if !wanted.hasLedger || (FileManager.default.fileExists(atPath: mark) && wanted.runningAddress() == nil) {
            data = wanted
            if wanted.hasLedger { try Self.clear(wanted) }
        } else if named != nil {
            throw CommandFailure("\(wanted.path) holds other data, or is in use. Name another folder with --data.")
        } else {
            data = DataFolder("\(FileManager.default.temporaryDirectory.path)/plumb-demo-\(getpid())")
        }
        try data.make()
    }

    private static func clear(_ folder: DataFolder) throws {
        let lock = try DataFolderLock(folder)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "lock" {
            try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
        }
        withExtendedLifetime(lock) {}
    }
}

/// Whether a port of this machine can be listened on.
func portIsFree(_ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    } == 0
}

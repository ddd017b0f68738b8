import GRDBSQLite
import Glibc

/// The disk that SQLite works on at present.
///
/// Unsafe only in name: one thread.
nonisolated(unsafe) var presentDisk = FaultyDisk(seed: 0)

/// Takes a disk into use. SQLite's own chance begins anew with it.
func insert(_ disk: FaultyDisk) {
    presentDisk = disk
    sqlite3_randomness(0, nil)
}

/// Makes `presentDisk` the place of every database that is opened from now on. False where SQLite does not take it.
func installDisk() -> Bool {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: ioMethods)
    diskMethods = UnsafePointer(methods)
    guard let usual = sqlite3_vfs_find(nil) else { return false }
    let disk = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    disk.initialize(to: usual.pointee)
    disk.pointee.pNext = nil
    disk.pointee.zName = UnsafePointer(strdup("simulated"))
    disk.pointee.szOsFile = Int32(MemoryLayout<OpenFile>.size)
    disk.pointee.xOpen = { _, name, file, flags, flagsOut in
        guard let file else { return SQLITE_CANTOPEN }
        return open(name, file, flags, flagsOut)
    }
    disk.pointee.xDelete = { _, name, _ in
        if presentDisk.life?.isDead == true { return deleteFailed }
        return name.map { presentDisk.remove(String(cString: $0)) } == true ? SQLITE_OK : noSuchFile
    }
    disk.pointee.xAccess = { _, name, _, result in
        result?.pointee = name.map { presentDisk.files[String(cString: $0)] != nil } == true ? 1 : 0
        return SQLITE_OK
    }
    disk.pointee.xFullPathname = { _, name, size, out in
        guard let name, let out, strlen(name) < size else { return SQLITE_CANTOPEN }
        strcpy(out, name)
        return SQLITE_OK
    }
    disk.pointee.xRandomness = { _, count, out in
        presentDisk.fill(UnsafeMutableRawBufferPointer(start: out, count: Int(count)))
        return count
    }
    disk.pointee.xSleep = { _, microseconds in microseconds }
    return sqlite3_vfs_register(disk, 1) == SQLITE_OK
}

/// Unsafe only in name: set once, by the one thread, before SQLite opens a file.
nonisolated(unsafe) private var diskMethods: UnsafePointer<sqlite3_io_methods>?

/// SQLite's own part comes first.
private struct OpenFile {
    var base: sqlite3_file
    var handle: Unmanaged<Handle>?
}

private final class Handle {
    let file: DiskFile
    let disk: FaultyDisk
    let life: Life?
    let path: String?
    let isTemporary: Bool

    init(_ file: DiskFile, path: String?, isTemporary: Bool) {
        self.file = file
        self.path = path
        self.isTemporary = isTemporary
        disk = presentDisk
        life = isTemporary ? nil : presentDisk.life
        file.openCount += 1
    }

    deinit { file.openCount -= 1 }
}

private func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>, _ flags: Int32,
    _ flagsOut: UnsafeMutablePointer<Int32>?
) -> Int32 {
    file.pointee.pMethods = nil
    let path = name.map { String(cString: $0) }
    if presentDisk.life?.isDead == true { return SQLITE_CANTOPEN }
    guard let opened = presentDisk.open(path, creates: flags & SQLITE_OPEN_CREATE != 0 || path == nil) else {
        return SQLITE_CANTOPEN
    }
    let handle = Handle(opened, path: path, isTemporary: path == nil)
    UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self).pointee.handle = .passRetained(handle)
    file.pointee.pMethods = diskMethods
    flagsOut?.pointee = flags
    return SQLITE_OK
}

private func handle(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Handle? {
    file.flatMap { UnsafeMutableRawPointer($0).assumingMemoryBound(to: OpenFile.self).pointee.handle }?
        .takeUnretainedValue()
}

private let ioMethods = sqlite3_io_methods(
    iVersion: 2,
    xClose: { file in
        guard let file else { return SQLITE_OK }
        let open = UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self)
        open.pointee.handle?.release()
        open.pointee.handle = nil
        return SQLITE_OK
    },
    xRead: { file, buffer, count, offset in
        guard let handle = handle(file), let buffer else { return readFailed }
        let target = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
        guard let read = handle.disk.read(target, at: Int(offset), from: handle.file, by: handle.life) else {
            return readFailed
        }
        return read == Int(count) ? SQLITE_OK : shortRead
    },
    xWrite: { file, buffer, count, offset in
        guard let handle = handle(file), let buffer else { return writeFailed }
        let source = UnsafeRawBufferPointer(start: buffer, count: Int(count))
        return code(
            handle.disk.write(source, at: Int(offset), to: handle.file, by: handle.life), failed: writeFailed)
    },
    xTruncate: { file, size in
        guard let handle = handle(file) else { return truncateFailed }
        return code(
            handle.disk.truncate(handle.file, to: Int(size), by: handle.life), failed: truncateFailed)
    },
    xSync: { file, _ in
        guard let handle = handle(file) else { return syncFailed }
        return code(handle.disk.sync(handle.file, by: handle.life), failed: syncFailed)
    },
    xFileSize: { file, size in
        size?.pointee = sqlite3_int64(handle(file)?.file.bytes.count ?? 0)
        return SQLITE_OK
    },
    xLock: { file, level in
        // In WAL mode only the last to close asks for it: it may clean up.
        level == SQLITE_LOCK_EXCLUSIVE && (handle(file)?.file.openCount ?? 0) > 1 ? SQLITE_BUSY : SQLITE_OK
    },
    xUnlock: { _, _ in SQLITE_OK },
    xCheckReservedLock: { _, result in
        result?.pointee = 0
        return SQLITE_OK
    },
    xFileControl: { _, _, _ in SQLITE_NOTFOUND },
    xSectorSize: { _ in 512 },
    xDeviceCharacteristics: { _ in 0 },
    xShmMap: { file, page, size, extends, result in
        guard let handle = handle(file), handle.life?.isDead != true else { return mapFailed }
        result?.pointee = handle.file.sharedPage(Int(page), size: Int(size), extends: extends != 0)
        return SQLITE_OK
    },
    xShmLock: { _, _, _, _ in SQLITE_OK },
    xShmBarrier: { _ in },
    xShmUnmap: { file, deletes in
        if deletes != 0 { handle(file)?.file.forgetShared() }
        return SQLITE_OK
    },
    xFetch: nil,
    xUnfetch: nil
)

// SQLite's extended codes, which Swift does not see: https://www.sqlite.org/rescode.html
private let readFailed = SQLITE_IOERR | 1 << 8
private let shortRead = SQLITE_IOERR | 2 << 8
private let writeFailed = SQLITE_IOERR | 3 << 8
private let syncFailed = SQLITE_IOERR | 4 << 8
private let truncateFailed = SQLITE_IOERR | 6 << 8
private let deleteFailed = SQLITE_IOERR | 10 << 8
private let mapFailed = SQLITE_IOERR | 21 << 8
private let noSuchFile = SQLITE_IOERR | 23 << 8

private func code(_ outcome: FaultyDisk.Outcome, failed: Int32) -> Int32 {
    switch outcome {
    case .done: SQLITE_OK
    case .full: SQLITE_FULL
    case .failed: failed
    }
}

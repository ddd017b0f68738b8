/// A disk in memory that loses what was not synced, fails, fills up, and stops in the middle of a write.
///
/// SQLite works on it through `installDisk`. Unchecked: only the simulation's one thread touches it.
final class FaultyDisk: @unchecked Sendable {
    /// How likely each fault is, of a thousand operations.
    struct Faults: Hashable, Sendable {
        var writeError = 0
        var syncError = 0
        var readError = 0
        /// A sync is answered at once, and nothing of it is true: no promise can be kept on such a disk.
        var liesAboutSyncs = false
        static let none = Faults()
    }

    private(set) var files: [String: DiskFile] = [:]
    var faults = Faults.none
    var isFull = false
    /// Whoever has it open now.
    var life: Life?
    /// Told of every fault that really happened.
    var count: (Fault) -> Void = { _ in }
    private(set) var syncs = 0
    private var random: Random
    private var temporary = 0

    init(files: [String: [UInt8]] = [:], seed: UInt64) {
        self.files = files.mapValues { DiskFile(bytes: $0) }
        random = Random(seed: seed, "disk")
    }

    /// The process ended. What it wrote is there; where the machine ended with it, only what it synced is sure.
    func crash(losesPower: Bool) {
        for (path, file) in files.sorted(by: { $0.key < $1.key }) {
            if losesPower, !file.unsynced.isEmpty { count(.lostWrites) }
            var bytes = losesPower ? file.afterPowerLoss(&random) : file.bytes
            if path.hasSuffix("-shm") { bytes = [] }
            files[path] = DiskFile(bytes: bytes)
        }
        life = nil
    }

    /// The bytes of every file that has any, without SQLite's shared memory.
    var contents: [String: [UInt8]] { files.mapValues(\.bytes).filter { !$0.value.isEmpty } }

    /// Tells contents apart.
    var digest: String {
        files.sorted { $0.key < $1.key }.map { path, file in
            var hasher = Hasher()
            file.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
            let digest = String(UInt(bitPattern: hasher.finalize()), radix: 16)
            return "\(file.bytes.count) bytes in \(path), \(digest)"
        }.joined(separator: "; ")
    }

    // MARK: What SQLite does

    func open(_ path: String?, creates: Bool) -> DiskFile? {
        guard let path else {
            temporary += 1
            return DiskFile(bytes: [])
        }
        if let file = files[path] { return file }
        guard creates else { return nil }
        let file = DiskFile(bytes: [])
        files[path] = file
        return file
    }

    func remove(_ path: String) -> Bool { files.removeValue(forKey: path) != nil }

    enum Outcome { case done, failed, full }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int, to file: DiskFile, by life: Life?) -> Outcome {
        if life?.isDead == true { return .failed }
        if isFull, offset + bytes.count > file.bytes.count {
            count(.diskFull)
            return .full
        }
        if random.happens(faults.writeError) {
            let part = random.below(bytes.count)
            file.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(part)), at: offset)
            count(.shortWrite)
            return .failed
        }
        if let life, !life.effect() {
            // Killed in the middle of it.
            file.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(random.below(bytes.count + 1))), at: offset)
            return .failed
        }
        file.write(bytes, at: offset)
        return .done
    }

    func truncate(_ file: DiskFile, to size: Int, by life: Life?) -> Outcome {
        if life?.isDead == true { return .failed }
        file.truncate(to: size)
        return .done
    }

    func sync(_ file: DiskFile, by life: Life?) -> Outcome {
        if life?.isDead == true { return .failed }
        if random.happens(faults.syncError) {
            count(.syncError)
            return .failed
        }
        syncs += 1
        if !faults.liesAboutSyncs { file.sync() }
        // The next thing that it does may be its last: right after the sync is as good a moment as any.
        if let life, !life.effect() { return .failed }
        return .done
    }

    func read(_ into: UnsafeMutableRawBufferPointer, at offset: Int, from file: DiskFile, by life: Life?) -> Int? {
        if life?.isDead == true { return nil }
        if random.happens(faults.readError) {
            count(.readError)
            return nil
        }
        return file.read(into, at: offset)
    }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        for index in buffer.indices { buffer[index] = UInt8(truncatingIfNeeded: random.next()) }
    }
}

import Glibc

/// One file: what a process sees of it, and what of that would not survive the loss of power.
final class DiskFile {
    private struct Change {
        var offset: Int
        var bytes: [UInt8]
        /// What was there before.
        var before: [UInt8]
        /// The file's size before, and after where it was cut.
        var sizeBefore: Int
        var cutTo: Int?
    }

    private(set) var bytes: [UInt8]
    private var changes: [Change] = []
    /// SQLite's shared memory of this file, in pages.
    private(set) var shared: [UnsafeMutableRawPointer] = []
    /// Pages that somebody may still have, though they are nobody's any more.
    private var retired: [UnsafeMutableRawPointer] = []
    /// How many have it open.
    var openCount = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    deinit { for page in shared + retired { free(page) } }

    var unsynced: Range<Int> { 0..<changes.count }

    func write(_ new: UnsafeRawBufferPointer, at offset: Int) {
        guard !new.isEmpty else { return }
        let end = offset + new.count
        let size = bytes.count
        let before = offset < size ? Array(bytes[offset..<min(end, size)]) : []
        changes.append(Change(offset: offset, bytes: Array(new), before: before, sizeBefore: size))
        put(new, at: offset)
    }

    private func put(_ new: UnsafeRawBufferPointer, at offset: Int) {
        let end = offset + new.count
        if bytes.count < end { bytes.append(contentsOf: repeatElement(0, count: end - bytes.count)) }
        bytes.withUnsafeMutableBytes { UnsafeMutableRawBufferPointer(rebasing: $0[offset..<end]).copyMemory(from: new) }
    }

    func truncate(to size: Int) {
        guard size < bytes.count else { return }
        changes.append(
            Change(offset: size, bytes: [], before: Array(bytes[size...]), sizeBefore: bytes.count, cutTo: size))
        bytes.removeSubrange(size...)
    }

    func sync() { changes.removeAll(keepingCapacity: true) }

    /// How much was read; the rest of the buffer is set to zero.
    func read(_ into: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        let count = max(0, min(into.count, bytes.count - offset))
        if count > 0 {
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: into.prefix(count)).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + count]))
            }
        }
        for index in count..<into.count { into[index] = 0 }
        return count
    }

    /// Of what was not synced, any part may be there and any may not, a write's own sectors included.
    func afterPowerLoss(_ random: inout Random) -> [UInt8] {
        for change in changes.reversed() {
            if change.cutTo != nil {
                bytes += change.before
            } else {
                change.before.withUnsafeBytes { if !$0.isEmpty { put($0, at: change.offset) } }
                bytes.removeSubrange(min(change.sizeBefore, bytes.count)...)
            }
        }
        let keepsMost = random.below(3)
        for change in changes {
            if let size = change.cutTo {
                if random.below(2) == 0, size < bytes.count { bytes.removeSubrange(size...) }
                continue
            }
            for start in stride(from: 0, to: change.bytes.count, by: 512) {
                guard keepsMost == 1 ? random.below(8) > 0 : keepsMost == 2 ? false : random.below(2) == 0 else {
                    continue
                }
                let sector = change.bytes[start..<min(start + 512, change.bytes.count)]
                sector.withUnsafeBytes { put($0, at: change.offset + start) }
            }
        }
        return bytes
    }

    func sharedPage(_ number: Int, size: Int, extends: Bool) -> UnsafeMutableRawPointer? {
        while shared.count <= number {
            guard extends, let page = calloc(1, size) else { return nil }
            shared.append(page)
        }
        return shared[number]
    }

    func forgetShared() {
        retired += shared
        shared = []
    }
}

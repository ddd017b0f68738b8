import Synchronization

/// A member's name with what comparing and writing it needs.
struct KeyEntry {
    let text: String
    /// The text's bytes, which live as long as the entry.
    let bytes: UnsafeBufferPointer<UInt8>
    /// The first eight bytes as a big-endian number: the byte order of most keys at a glance.
    let prefix: UInt64
    let hash: UInt32
    /// Whether JSON writes the name as it is, without escapes.
    let isPlain: Bool

    init(copying bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        _ = copy.update(fromContentsOf: bytes)
        self.bytes = UnsafeBufferPointer(start: copy.baseAddress, count: bytes.count)
        text = String(decoding: bytes, as: UTF8.self)
        prefix = KeyEntry.start(of: bytes).bigEndian
        self.hash = hash
        isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5c }
    }

    /// The first eight bytes, or all of fewer, the first lowest: big-endian they are the prefix.
    @inline(__always)
    static func start(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = bytes.baseAddress else { return 0 }
        return FlatHash.short(UnsafeRawPointer(base), min(8, bytes.count))
    }

    @inline(__always)
    static func prefix(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { start(of: bytes).bigEndian }

    @inline(__always)
    func isSame(as other: UnsafeBufferPointer<UInt8>, prefix otherPrefix: UInt64) -> Bool {
        guard prefix == otherPrefix, bytes.count == other.count else { return false }
        guard bytes.count > 8, let a = bytes.baseAddress, let b = other.baseAddress else { return true }
        return sameBytes(a + 8, b + 8, bytes.count - 8)
    }

    /// Where it stands to a text: negative, zero or positive, by the order of bytes.
    @inline(__always)
    func order(_ otherPrefix: UInt64, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        if prefix != otherPrefix { return prefix < otherPrefix ? -1 : 1 }
        return KeyEntry.compare(prefix, bytes, otherPrefix, other)
    }

    /// Negative, zero or positive, by the order of bytes.
    static func compare(
        _ leftPrefix: UInt64, _ left: UnsafeBufferPointer<UInt8>, _ rightPrefix: UInt64,
        _ right: UnsafeBufferPointer<UInt8>
    ) -> Int {
        if leftPrefix != rightPrefix { return leftPrefix < rightPrefix ? -1 : 1 }
        let common = min(left.count, right.count)
        var index = 8
        while index < common {
            if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
            index += 1
        }
        return left.count - right.count
    }
}

/// The names of members that all documents share, each with a number.
///
/// Entries are never removed, so what the table takes is bounded: a name that comes after it is full, and a long one,
/// is kept by its document. Looking up takes no lock.
final class KeyTable: Sendable {
    static let shared = KeyTable()

    private static let capacity = 1 << 14
    private static let slotCount = 1 << 16
    private static let longest = 80

    /// Safe to share: the pointer never changes, and what it points to are atomics that live as long as the process.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<Atomic<UInt32>>
    /// An entry is written before its number is published in a slot, and never again.
    nonisolated(unsafe) let entries: UnsafeMutablePointer<KeyEntry>
    private let count = Mutex(0)

    private init() {
        slots = .allocate(capacity: KeyTable.slotCount)
        for index in 0..<KeyTable.slotCount { (slots + index).initialize(to: Atomic(0)) }
        entries = .allocate(capacity: KeyTable.capacity)
    }

    /// The number of a name; nil where the table does not take it.
    @inline(__always)
    func number(of bytes: UnsafeBufferPointer<UInt8>, prefix: UInt64, hash: UInt32) -> UInt32? {
        var slot = Int(hash) & (KeyTable.slotCount - 1)
        while true {
            let stored = slots[slot].load(ordering: .acquiring)
            if stored == 0 { break }
            if entries[Int(stored - 1)].isSame(as: bytes, prefix: prefix) { return stored - 1 }
            slot = (slot + 1) & (KeyTable.slotCount - 1)
        }
        return added(bytes, prefix, hash)
    }

    @inline(never)
    private func added(_ bytes: UnsafeBufferPointer<UInt8>, _ prefix: UInt64, _ hash: UInt32) -> UInt32? {
        if bytes.count > KeyTable.longest { return nil }
        return count.withLock { insert(bytes, prefix, hash, count: &$0) }
    }

    private func insert(
        _ bytes: UnsafeBufferPointer<UInt8>, _ prefix: UInt64, _ hash: UInt32, count: inout Int
    ) -> UInt32? {
        if count == KeyTable.capacity { return nil }
        var slot = Int(hash) & (KeyTable.slotCount - 1)
        while true {
            let stored = slots[slot].load(ordering: .relaxed)
            if stored == 0 { break }
            if entries[Int(stored - 1)].isSame(as: bytes, prefix: prefix) { return stored - 1 }
            slot = (slot + 1) & (KeyTable.slotCount - 1)
        }
        (entries + count).initialize(to: KeyEntry(copying: bytes, hash: hash))
        count += 1
        slots[slot].store(UInt32(count), ordering: .releasing)
        return UInt32(count - 1)
    }
}

func sameBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return sameBytes(a, b, left.count)
}

@inline(__always)
func sameBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    if count < 8 { return FlatHash.short(left, count) == FlatHash.short(right, count) }
    var index = 0
    while index + 8 < count {
        if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        {
            return false
        }
        index += 8
    }
    // The last 8 bytes, which may overlap those before.
    return left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
}

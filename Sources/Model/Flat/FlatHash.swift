/// The hashes of flat nodes: fast, and good enough to tell different subtrees apart nearly always. Equality is always
/// confirmed, so a collision costs time only.
enum FlatHash {
    @inline(__always)
    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = (a ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: b ^ 0xd6e8_feb8_6659_fd93)
        return product.high ^ product.low
    }

    @inline(__always)
    static func fold(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash ^ hash >> 32) }

    static func scalar(_ kind: UInt8, _ bits: UInt64) -> UInt32 { fold(mix(UInt64(kind), bits)) }

    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = UInt64(bytes.count)
        var position = 0
        guard let base = bytes.baseAddress else { return fold(mix(hash, 0)) }
        let raw = UnsafeRawPointer(base)
        while position + 8 <= bytes.count {
            hash = mix(hash, raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position += 8
        }
        if position < bytes.count { hash = mix(hash, short(raw + position, bytes.count - position)) }
        return fold(mix(hash, 0x51))
    }

    /// Up to 8 bytes as a number, the first lowest.
    @inline(__always)
    static func short(_ raw: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 4 {
            // Two halves that overlap where there are fewer than 8.
            let low = UInt64(raw.loadUnaligned(as: UInt32.self))
            let high = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            return low | high << UInt64(8 * (count - 4))
        }
        if count >= 2 {
            let low = UInt64(raw.loadUnaligned(as: UInt16.self))
            return low | UInt64(raw.load(fromByteOffset: count - 1, as: UInt8.self)) << UInt64(8 * (count - 1))
        }
        return count == 1 ? UInt64(raw.load(as: UInt8.self)) : 0
    }
}

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

    @inline(__always)
    static func scalar(_ kind: UInt8, _ bits: UInt64) -> UInt32 { fold(mix(UInt64(kind), bits)) }

    static func text(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { FlatHash.text($0) }
    }

    @inline(__always)
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard let base = bytes.baseAddress else { return text(first: 0, nil, 0) }
        let raw = UnsafeRawPointer(base)
        return text(first: short(raw, min(8, bytes.count)), raw, bytes.count)
    }

    /// `first` are the first 8 bytes, or all of fewer, as `short` reads them.
    @inline(__always)
    static func text(first: UInt64, _ raw: UnsafeRawPointer?, _ count: Int) -> UInt32 {
        var hash = mix(UInt64(count), first)
        guard let raw, count > 8 else { return fold(hash) }
        var position = 8
        while position + 8 < count {
            hash = mix(hash, raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position += 8
        }
        // The last 8 bytes, which may overlap those before.
        return fold(mix(hash, raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)))
    }

    /// Up to 8 bytes as a number, the first lowest.
    @inline(__always)
    static func short(_ raw: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count == 8 { return raw.loadUnaligned(as: UInt64.self) }
        if count >= 4 {
            // Two halves that overlap.
            let low = UInt64(raw.loadUnaligned(as: UInt32.self))
            let high = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            return low | high &<< UInt64(truncatingIfNeeded: 8 &* (count &- 4))
        }
        if count >= 2 {
            let low = UInt64(raw.loadUnaligned(as: UInt16.self))
            let last = UInt64(raw.load(fromByteOffset: count &- 1, as: UInt8.self))
            return low | last &<< UInt64(truncatingIfNeeded: 8 &* (count &- 1))
        }
        return count == 1 ? UInt64(raw.load(as: UInt8.self)) : 0
    }
}

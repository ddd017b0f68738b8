/// Uids and random suffixes, decided by the seed and the version of the write that they are made for. Versions are never
/// given out twice, so uids are not either.
struct Identity: Sendable {
    let seed: UInt64

    private func word(_ version: UInt64, _ salt: UInt64) -> UInt64 {
        var z = seed &+ version &* 0x9e37_79b9_7f4a_7c15 &+ salt &* 0xd1b5_4a32_d192_ed03
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A version 4 UUID in text.
    func uid(_ version: UInt64) -> String {
        let high = (word(version, 1) & 0xffff_ffff_ffff_0fff) | 0x4000
        let low = (word(version, 2) & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for nibble in 0..<32 {
                if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                    buffer[position] = 0x2d
                    position += 1
                }
                let part = nibble < 16 ? high : low
                buffer[position] = digits[Int((part >> UInt64(60 - (nibble % 16) * 4)) & 15)]
                position += 1
            }
            return 36
        }
    }

    /// Five letters and digits as `generateName` appends them; no vowels and no digits that look like them.
    func suffix(_ version: UInt64, attempt: Int) -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
        var rest = word(version, 100 &+ UInt64(truncatingIfNeeded: attempt))
        var bytes: [UInt8] = []
        for _ in 0..<5 {
            bytes.append(letters[Int(rest % UInt64(letters.count))])
            rest /= UInt64(letters.count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

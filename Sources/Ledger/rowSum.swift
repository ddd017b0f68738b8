/// A sum over texts that a row holds, kept beside them: a row that a disk gave back differently is noticed. It guards
/// against accidents only; the audit's chain guards against people.
func rowSum(_ parts: String...) -> Int64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ word: UInt64) {
        sum = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
        sum ^= sum >> 29
    }
    for part in parts {
        var part = part
        part.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            var index = 0
            while index + 8 <= raw.count {
                add(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            while index < raw.count {
                add(UInt64(raw[index]))
                index += 1
            }
            add(UInt64(raw.count))
        }
    }
    return Int64(bitPattern: sum)
}

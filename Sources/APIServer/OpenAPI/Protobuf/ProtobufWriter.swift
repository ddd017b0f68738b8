/// Writes the wire format of protobuf: https://protobuf.dev/programming-guides/encoding/
///
/// What proto3 leaves out is left out: empty texts, `false` and zero.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func text(_ number: Int, _ text: String) {
        if !text.isEmpty { write(number, Array(text.utf8)) }
    }

    mutating func flag(_ number: Int, _ flag: Bool) {
        guard flag else { return }
        key(number, wireType: 0)
        bytes.append(1)
    }

    mutating func int(_ number: Int, _ value: Int) {
        guard value != 0 else { return }
        key(number, wireType: 0)
        varint(UInt64(bitPattern: Int64(value)))
    }

    mutating func double(_ number: Int, _ value: Double) {
        guard value != 0 else { return }
        key(number, wireType: 1)
        let bits = value.bitPattern
        for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * index))) }
    }

    /// A message, also where it is empty.
    mutating func message(_ number: Int, _ fill: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        fill(&inner)
        write(number, inner.bytes)
    }

    private mutating func write(_ number: Int, _ content: [UInt8]) {
        key(number, wireType: 2)
        varint(UInt64(content.count))
        bytes += content
    }

    private mutating func key(_ number: Int, wireType: UInt64) { varint(UInt64(number) << 3 | wireType) }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

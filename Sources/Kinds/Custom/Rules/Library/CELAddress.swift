/// An IP address of a rule.
struct CELAddress: Hashable, Sendable {
    /// 4 or 16.
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// nil for what is no address, and for a version 4 address written as version 6.
    init?(_ text: String) {
        guard let bytes = IPAddress.bytes(text) else { return nil }
        let isMapped =
            bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
        if isMapped { return nil }
        self.bytes = bytes
    }

    var family: Int64 { bytes.count == 4 ? 4 : 6 }
    var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }
    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }
    private var isMulticast: Bool { bytes.count == 4 ? bytes[0] & 0xf0 == 0xe0 : bytes[0] == 0xff }
    var isLinkLocalMulticast: Bool {
        bytes.count == 4 ? bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0 : bytes[0] == 0xff && bytes[1] & 15 == 2
    }
    var isLinkLocalUnicast: Bool {
        bytes.count == 4 ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xfe && bytes[1] & 0xc0 == 0x80
    }
    var isGlobalUnicast: Bool {
        bytes != [255, 255, 255, 255] && !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
    }

    /// With all bits behind a prefix off.
    func masked(_ prefix: Int) -> CELAddress {
        CELAddress(
            bytes: bytes.enumerated().map { index, byte in
                let kept = min(8, max(0, prefix - index * 8))
                return kept == 0 ? 0 : byte & (0xff << UInt8(8 - kept))
            })
    }

    /// RFC 5952: lower case, the longest run of zeros as `::`.
    var text: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        var best = 0..<0
        var start = 0
        while start < 8 {
            let length = groups[start...].prefix { $0 == 0 }.count
            if length > best.count { best = start..<start + length }
            start += max(1, length)
        }
        func shown(_ groups: ArraySlice<Int>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if best.count < 2 { return shown(groups[...]) }
        return "\(shown(groups[..<best.lowerBound]))::\(shown(groups[best.upperBound...]))"
    }
}

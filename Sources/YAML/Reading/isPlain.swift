/// Whether libyaml, asked to read a file in one go, finds the documents that Kubernetes' splitting finds: no directives,
/// no `...`, no separator with something behind it, and no JSON. Only the beginnings of lines tell.
func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return true }
    guard isPlainLine(bytes, at: 0) else { return false }
    let raw = UnsafeRawPointer(base)
    var position = 0
    while position + 17 <= bytes.count {
        if mayEndBeforeSpecial(raw + position) {
            for offset in position..<position + 16 where bytes[offset] == 0x0a {
                guard isPlainLine(bytes, at: offset + 1) else { return false }
            }
        }
        position += 16
    }
    while position + 1 < bytes.count {
        if bytes[position] == 0x0a, !isPlainLine(bytes, at: position + 1) { return false }
        position += 1
    }
    return true
}

/// Whether a line ends within 16 bytes, and the next begins with a byte that wants a second look. Masks are put together
/// as words: the operators on masks are slow.
@inline(__always)
private func mayEndBeforeSpecial(_ raw: UnsafeRawPointer) -> Bool {
    typealias Bytes = SIMD16<UInt8>
    func word(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> { unsafeBitCast(mask, to: SIMD2<UInt64>.self) }
    let next = (raw + 1).loadUnaligned(as: Bytes.self)
    let ends = word(raw.loadUnaligned(as: Bytes.self) .== Bytes(repeating: 0x0a))
    let dashOrDot = word((next &- Bytes(repeating: 0x2d)) .< Bytes(repeating: 2))
    let opening = word((next | Bytes(repeating: 0x20)) .== Bytes(repeating: 0x7b))
    let percent = word(next .== Bytes(repeating: 0x25))
    let found = ends & (dashOrDot | opening | percent)
    return found.x | found.y != 0
}

private func isPlainLine(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    switch bytes[start] {
    case 0x25, 0x5b, 0x7b: return false
    case 0x2d where begins(bytes, start, 0x2d): return !holdsMore(bytes, behind: start + 3)
    case 0x2e: return !begins(bytes, start, 0x2e)
    default: return true
    }
}

/// Whether a separator's line has more than blanks and a comment behind the separator.
private func holdsMore(_ bytes: UnsafeBufferPointer<UInt8>, behind start: Int) -> Bool {
    let rest = bytes[start...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
    return rest.map { $0 != 0x0a && $0 != 0x23 } ?? false
}

/// The text of a `Warning` header: `299 - "unknown field \"a\""`. https://www.rfc-editor.org/rfc/rfc7234#section-5.5
func warningText(_ header: String) -> String? {
    guard let start = header.utf8.firstIndex(of: 0x22) else { return nil }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in header.utf8[header.utf8.index(after: start)...] {
        if isEscaped {
            bytes.append(byte)
            isEscaped = false
        } else if byte == 0x5c {
            isEscaped = true
        } else if byte == 0x22 {
            break
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

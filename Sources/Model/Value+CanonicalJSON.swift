extension Value {
    /// The one form that equal values share, for hashing: RFC 8785 (JSON Canonicalization Scheme). Members are sorted by
    /// the UTF-16 code units of their names. Integers beyond 2^53 keep their digits, where the RFC would round them.
    public var canonicalJSON: String {
        // Only names beyond the first plane, which take four bytes, are ordered otherwise by UTF-16 than by UTF-8.
        let bytes = jsonBytes
        if bytes.allSatisfy({ $0 < 0xf0 }) { return String(decoding: bytes, as: UTF8.self) }
        var text = ""
        writeCanonical(into: &text)
        return text
    }

    private func writeCanonical(into text: inout String) {
        switch view {
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.writeCanonical(into: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let ordered = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for (index, member) in ordered.enumerated() {
                if index > 0 { text += "," }
                text += Value(member.key).json
                text += ":"
                member.value.writeCanonical(into: &text)
            }
            text += "}"
        default:
            text += json
        }
    }
}

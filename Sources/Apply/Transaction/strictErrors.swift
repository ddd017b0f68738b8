/// The single errors of a strict decoding, as API servers list them: `strict decoding error: unknown field "spec.a",
/// duplicate field "spec.b"`. None for any other message.
func strictErrors(_ message: String) -> [String] {
    let mark = "strict decoding error: "
    guard let start = position(of: mark, in: message) else { return [] }
    var found: [String] = []
    var rest = message[message.utf8.index(start, offsetBy: mark.utf8.count)...]
    while let comma = position(of: "\", ", in: rest) {
        let end = rest.utf8.index(after: comma)
        found.append(String(rest[..<end]))
        rest = rest[rest.utf8.index(end, offsetBy: 2)...]
    }
    if !rest.isEmpty { found.append(String(rest)) }
    return found
}

private func position(of part: String, in text: some StringProtocol) -> String.Index? {
    var index = text.startIndex
    while index < text.endIndex {
        if text[index...].hasPrefix(part) { return index }
        index = text.index(after: index)
    }
    return nil
}

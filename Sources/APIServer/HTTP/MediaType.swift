/// One media type of an `Accept` or `Content-Type` header: `application/json;as=Table;g=meta.k8s.io;v=v1`.
struct MediaType: Hashable, Sendable {
    /// Lower case: `application/json`.
    var name: String
    /// Names in lower case.
    var parameters: [String: String] = [:]

    init(_ text: some StringProtocol) {
        let parts = text.split(separator: ";").map { trimmed($0) }
        name = (parts.first ?? "").lowercased()
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            var value = trimmed(part[part.index(after: equals)...])
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            }
            parameters[trimmed(part[..<equals]).lowercased()] = value
        }
    }

    /// The types of an `Accept` header, best first: by quality, then in the order given.
    static func list(_ header: String) -> [MediaType] {
        let types = header.split(separator: ",").map { MediaType($0) }.filter { !$0.name.isEmpty }
        return types.enumerated().sorted { left, right in
            left.element.quality != right.element.quality
                ? left.element.quality > right.element.quality : left.offset < right.offset
        }.map(\.element).filter { $0.quality > 0 }
    }

    private var quality: Double { parameters["q"].flatMap { Double($0) } ?? 1 }
}

private func trimmed(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = text.firstIndex { !isBlank($0) } ?? text.endIndex
    let end = text.lastIndex { !isBlank($0) }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
}

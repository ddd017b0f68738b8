/// The parameters of a URL or of a form, decoded. Of a repeated one the first counts, as in Go's `url.Values.Get`.
public func queryParameters(_ text: some StringProtocol) -> [String: String] {
    var values: [String: String] = [:]
    for part in text.split(separator: "&") {
        let equals = part.firstIndex(of: "=") ?? part.endIndex
        let name = percentDecoded(part[..<equals], plusIsSpace: true)
        let value =
            equals == part.endIndex ? "" : percentDecoded(part[part.index(after: equals)...], plusIsSpace: true)
        if values[name] == nil { values[name] = value }
    }
    return values
}

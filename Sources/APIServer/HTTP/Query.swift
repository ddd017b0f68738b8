/// The parameters of a URL. Of a repeated one the first counts, as in Go's `url.Values.Get`.
struct Query: Sendable {
    private var values: [String: String] = [:]

    init(_ text: some StringProtocol) {
        for part in text.split(separator: "&") {
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            let name = percentDecoded(part[..<equals], plusIsSpace: true)
            let value =
                equals == part.endIndex ? "" : percentDecoded(part[part.index(after: equals)...], plusIsSpace: true)
            if values[name] == nil { values[name] = value }
        }
    }

    /// Empty where the parameter is absent.
    subscript(name: String) -> String { values[name] ?? "" }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// As Kubernetes converts query parameters: present and neither `false` nor `0`.
    func flag(_ name: String) -> Bool {
        guard let value = values[name] else { return false }
        return value != "false" && value != "0"
    }

    func int(_ name: String) -> Int? { values[name].flatMap { Int($0) } }
}

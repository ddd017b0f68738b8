import ClusterAPI
import Model

/// The parameters of a URL.
struct Query: Sendable {
    private let values: [String: String]
    private let text: String

    init(_ text: some StringProtocol) {
        self.text = String(text)
        values = queryParameters(text)
    }

    /// Empty where the parameter is absent.
    subscript(name: String) -> String { values[name] ?? "" }

    /// Of a parameter that may come several times.
    func all(_ name: String) -> [String] {
        text.split(separator: "&").compactMap { queryParameters($0)[name] }
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// As Kubernetes converts query parameters: present and neither `false` nor `0`.
    func flag(_ name: String) -> Bool {
        guard let value = values[name] else { return false }
        return value != "false" && value != "0"
    }

    /// nil where the parameter is absent or empty; refused, in Go's words, where it is no number.
    func number(_ name: String) throws(ClusterError) -> Int? {
        guard let text = values[name], !text.isEmpty else { return nil }
        if let number = Int(text) { return number }
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        throw .badRequest(
            "strconv.ParseInt: parsing \(text.quotedAsGo): \(isNumber ? "value out of range" : "invalid syntax")")
    }
}

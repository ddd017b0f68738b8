import Model

/// The parameters of a URL.
struct Query: Sendable {
    private let values: [String: String]

    init(_ text: some StringProtocol) { values = queryParameters(text) }

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

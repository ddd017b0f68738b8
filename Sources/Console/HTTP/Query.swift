import Model

/// The parameters of a URL or of a form.
struct Query: Sendable {
    private let values: [String: String]

    init(_ text: some StringProtocol) { values = queryParameters(text) }

    /// nil where the parameter is absent or empty.
    subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }
}

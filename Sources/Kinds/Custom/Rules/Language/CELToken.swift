/// A word or sign of an expression.
struct CELToken: Sendable {
    enum Kind: Sendable, Hashable {
        case identifier
        /// `true`, `false`, `null`, `in`
        case keyword
        case int, uint, float, string, bytes
        /// A sign: `==`, `(`, `.`
        case sign
        case end
    }

    var kind: Kind
    /// As it is written.
    var text: String
    var place: Int
    /// Of a string or bytes, what the text stands for.
    var content: [UInt8] = []

    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}

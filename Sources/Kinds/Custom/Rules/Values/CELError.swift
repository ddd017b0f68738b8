/// Why an expression came to no value, in cel-go's words.
enum CELError: Error, Hashable {
    case message(String)
    case noSuchOverload
    /// The expression costs more than it may; nothing absorbs this.
    case costLimit

    var text: String {
        switch self {
        case .message(let text): text
        case .noSuchOverload: "no such overload"
        case .costLimit: "operation cancelled: actual cost limit exceeded"
        }
    }

    static func noSuchKey(_ key: CELValue) -> CELError { .message("no such key: \(key.shown)") }
    static let intOverflow = CELError.message("integer overflow")
    static let uintOverflow = CELError.message("unsigned integer overflow")
    static let timestampOverflow = CELError.message("timestamp overflow")
    static let durationOverflow = CELError.message("duration overflow")
}

import Model

/// What a command left behind.
struct Ran: Sendable, CustomStringConvertible {
    var words: [String]
    var status: Int32
    var output: String
    var errors: String

    var json: Value {
        get throws {
            do {
                return try Value(json: Array(output.utf8))
            } catch { throw Problem("no JSON: \(error). \(self)") }
        }
    }

    var description: String { "\(words.joined(separator: " ")) ended with \(status)\n\(output)\(errors)" }
}

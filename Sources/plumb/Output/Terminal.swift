#if canImport(Glibc)
    import Glibc
#endif

/// The process's standard streams: results on one, progress and complaints on the other.
enum Terminal {
    static func write(_ text: String) { put(text, to: STDOUT_FILENO) }
    static func writeLine(_ text: String) { put(text + "\n", to: STDOUT_FILENO) }
    static func note(_ text: String) { put(text + "\n", to: STDERR_FILENO) }
    static func noteRaw(_ text: String) { put(text, to: STDERR_FILENO) }

    static let resultsAreSeen = isatty(STDOUT_FILENO) == 1
    static let notesAreSeen = isatty(STDERR_FILENO) == 1

    /// Colour is for people: never in a pipe, and not where NO_COLOR is set (https://no-color.org).
    static let hasColour: Bool = resultsAreSeen && environment("NO_COLOR").isEmpty && environment("TERM") != "dumb"
    static let notesHaveColour: Bool = notesAreSeen && environment("NO_COLOR").isEmpty && environment("TERM") != "dumb"

    static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

    static var width: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 100
    }

    private static func put(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            sent += count
        }
    }
}

/// What a word means, as a colour.
enum Tone: String {
    case good = "32"
    case bad = "31"
    case busy = "33"
    case dim = "2"
    case strong = "1"

    func paint(_ text: String, _ colour: Bool = Terminal.hasColour) -> String {
        colour ? "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" : text
    }
}

import CLibYAML
import Model

/// libyaml's parser over bytes that outlive it, one event at a time.
struct EventParser: ~Copyable {
    /// libyaml keeps pointers into its parser, so it must not move.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The line on which `bytes` begin, from 0.
    let firstLine: Int
    private let file: String
    private var hasEvent = false

    init(bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, file: String) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        self.bytes = bytes
        self.firstLine = firstLine
        self.file = file
        // It fails only where memory does; then the first event fails as well.
        _ = yaml_parser_initialize(parser)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        if hasEvent { yaml_event_delete(event) }
        yaml_parser_delete(parser)
        parser.deallocate()
        event.deallocate()
    }

    /// Reads the next event; the one before is gone.
    @inline(__always)
    mutating func next() throws(Problem) -> UnsafePointer<yaml_event_t> {
        if hasEvent { yaml_event_delete(event) }
        hasEvent = yaml_parser_parse(parser, event) == 1
        if !hasEvent { throw failure() }
        return UnsafePointer(event)
    }

    func origin(_ mark: yaml_mark_t) -> Origin {
        Origin(file: file, line: firstLine + Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    /// libyaml's own words, and where. Scanning errors know what they were in the middle of.
    private func failure() -> Problem {
        let text = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be parsed"
        if parser.pointee.error == YAML_READER_ERROR {
            let before = bytes.prefix(Int(parser.pointee.problem_offset))
            let line = before.count { $0 == 0x0a }
            return Problem("this is no YAML: \(text)", origin: Origin(file: file, line: firstLine + line + 1))
        }
        var context = ""
        if let words = parser.pointee.context {
            let line = firstLine + Int(parser.pointee.context_mark.line) + 1
            context = " (\(String(cString: words)) that begins in line \(line))"
        }
        return Problem("this is no YAML: \(text)\(context)", origin: origin(parser.pointee.problem_mark))
    }
}

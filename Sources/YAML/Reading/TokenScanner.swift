import CLibYAML
import Model

/// libyaml's scanner over bytes that outlive it, one token at a time.
struct TokenScanner: ~Copyable {
    /// libyaml keeps pointers into its parser, so it must not move.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let token: UnsafeMutablePointer<yaml_token_t>
    private var holdsMemory = false

    init(bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        token = .allocate(capacity: 1)
        // It fails only where memory does; then the first token fails as well.
        _ = yaml_parser_initialize(parser)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        if holdsMemory { yaml_token_delete(token) }
        yaml_parser_delete(parser)
        parser.deallocate()
        token.deallocate()
    }

    /// Reads the next token, and tells its type; the one before is gone. Nil where there is none.
    @inline(__always)
    mutating func next() -> yaml_token_type_t? {
        if holdsMemory { yaml_token_delete(token) }
        holdsMemory = false
        guard yaml_parser_scan(parser, token) == 1 else { return nil }
        let type = token.pointee.type
        switch type {
        case YAML_SCALAR_TOKEN, YAML_ALIAS_TOKEN, YAML_ANCHOR_TOKEN, YAML_TAG_TOKEN, YAML_TAG_DIRECTIVE_TOKEN:
            holdsMemory = true
        default: break
        }
        return type
    }

    /// The bytes of a scalar, and whether it is a text for sure.
    @inline(__always)
    var scalar: (bytes: UnsafeBufferPointer<UInt8>, isText: Bool) {
        let data = token.pointee.data.scalar
        let bytes = UnsafeBufferPointer<UInt8>(start: data.value, count: data.length)
        return (bytes, data.style != YAML_PLAIN_SCALAR_STYLE || ScalarRules.isText(bytes))
    }

    func origin(_ file: String) -> Origin {
        let mark = token.pointee.start_mark
        return Origin(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}

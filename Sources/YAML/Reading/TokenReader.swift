import CLibYAML
import Model

/// Reads the documents of a file from libyaml's tokens, which is faster than from its events: most manifests are made
/// of few kinds of tokens, and what follows what is simple.
///
/// It gives up at everything else, and at every mistake: anchors, aliases, tags, directives, merge keys, keys that are no
/// scalars, duplicate keys, limits. Then `DocumentReader` reads the file from its beginning, and says what is wrong. What
/// it does not give up is exactly what `DocumentReader` finds.
struct TokenReader: ~Copyable {
    /// What the reader stands in.
    private enum Place {
        case document, blockMapping, blockSequence, flowMapping, flowSequence
        /// A list in a mapping whose dashes are no deeper than the mapping's keys. Nothing marks its end.
        case indentlessSequence
    }

    /// What may come next there.
    private enum State {
        /// A value, or what tells that there is none.
        case value
        /// A key of a block mapping, a dash, a separator or the first member of a flow collection; or the end.
        case member, separator
        /// The end of the document.
        case end
    }

    private var scanner: TokenScanner
    private let options: ParseOptions
    private let file: String
    private var builder = FlatBuilder()
    private var place = Place.document
    private var state = State.end
    private var outer: [Place] = []
    private var nodes = 0
    private var origin: Origin
    private(set) var documents: [Document] = []

    init(bytes: UnsafeBufferPointer<UInt8>, file: String, options: ParseOptions) {
        scanner = TokenScanner(bytes: bytes)
        self.file = file
        self.options = options
        origin = Origin(file: file, line: 1)
        documents.reserveCapacity(bytes.count / 1024)
    }

    /// Reads all documents. False where it gives up; then `documents` means nothing.
    mutating func read() -> Bool {
        guard scanner.next() == YAML_STREAM_START_TOKEN, var type = scanner.next() else { return false }
        if type != YAML_DOCUMENT_START_TOKEN, type != YAML_STREAM_END_TOKEN { begin() }
        while true {
            switch take(type) {
            case .taken: break
            case .left: continue
            case .unknown: return false
            case .finished: return true
            }
            guard let next = scanner.next() else { return false }
            type = next
        }
    }

    private enum Verdict {
        case taken
        /// The state has changed, and the token is still to be taken.
        case left
        case unknown, finished
    }

    @inline(__always)
    private mutating func take(_ type: yaml_token_type_t) -> Verdict {
        switch state {
        case .value: value(type)
        case .member: member(type)
        case .separator: separator(type)
        case .end: end(type)
        }
    }

    @inline(__always)
    private mutating func value(_ type: yaml_token_type_t) -> Verdict {
        if place == .document { origin = scanner.origin(file) }
        nodes += 1
        if nodes > options.nodes { return .unknown }
        switch type {
        case YAML_SCALAR_TOKEN:
            guard scalar() else { return .unknown }
            finishValue()
            return .taken
        case YAML_BLOCK_MAPPING_START_TOKEN: return open(.blockMapping)
        case YAML_BLOCK_SEQUENCE_START_TOKEN: return open(.blockSequence)
        case YAML_FLOW_MAPPING_START_TOKEN: return open(.flowMapping)
        case YAML_FLOW_SEQUENCE_START_TOKEN: return open(.flowSequence)
        case YAML_BLOCK_ENTRY_TOKEN where place == .blockMapping:
            return open(.indentlessSequence) == .taken ? .left : .unknown
        default:
            guard endsEmptyValue(type) else { return .unknown }
            builder.null()
            finishValue()
            return .left
        }
    }

    /// Whether a token stands where a value was left out.
    private func endsEmptyValue(_ type: yaml_token_type_t) -> Bool {
        switch place {
        case .document: type == YAML_DOCUMENT_START_TOKEN || type == YAML_STREAM_END_TOKEN
        case .blockMapping: type == YAML_KEY_TOKEN || type == YAML_BLOCK_END_TOKEN
        case .blockSequence: type == YAML_BLOCK_ENTRY_TOKEN || type == YAML_BLOCK_END_TOKEN
        case .indentlessSequence:
            type == YAML_BLOCK_ENTRY_TOKEN || type == YAML_KEY_TOKEN || type == YAML_BLOCK_END_TOKEN
        case .flowMapping: type == YAML_FLOW_ENTRY_TOKEN || type == YAML_FLOW_MAPPING_END_TOKEN
        case .flowSequence: false
        }
    }

    @inline(__always)
    private mutating func finishValue() {
        switch place {
        case .document: state = .end
        case .blockMapping, .blockSequence, .indentlessSequence: state = .member
        case .flowMapping, .flowSequence: state = .separator
        }
    }

    private mutating func open(_ inner: Place) -> Verdict {
        if builder.depth >= options.depth { return .unknown }
        outer.append(place)
        place = inner
        state = .member
        if inner == .blockMapping || inner == .flowMapping { builder.beginObject() } else { builder.beginArray() }
        return .taken
    }

    private mutating func close() -> Verdict {
        builder.end()
        place = outer.popLast() ?? .document
        finishValue()
        return .taken
    }

    @inline(__always)
    private mutating func member(_ type: yaml_token_type_t) -> Verdict {
        switch (place, type) {
        case (.blockMapping, YAML_KEY_TOKEN), (.flowMapping, YAML_KEY_TOKEN): return key()
        case (.blockMapping, YAML_BLOCK_END_TOKEN), (.blockSequence, YAML_BLOCK_END_TOKEN),
            (.flowMapping, YAML_FLOW_MAPPING_END_TOKEN), (.flowSequence, YAML_FLOW_SEQUENCE_END_TOKEN):
            return close()
        case (.blockSequence, YAML_BLOCK_ENTRY_TOKEN), (.indentlessSequence, YAML_BLOCK_ENTRY_TOKEN):
            state = .value
            return .taken
        case (.indentlessSequence, _): return close() == .taken ? .left : .unknown
        case (.flowSequence, _):
            state = .value
            return .left
        default: return .unknown
        }
    }

    private mutating func separator(_ type: yaml_token_type_t) -> Verdict {
        if type == YAML_FLOW_ENTRY_TOKEN {
            state = .member
            return .taken
        }
        let end = place == .flowMapping ? YAML_FLOW_MAPPING_END_TOKEN : YAML_FLOW_SEQUENCE_END_TOKEN
        return type == end ? close() : .unknown
    }

    private mutating func end(_ type: yaml_token_type_t) -> Verdict {
        guard type == YAML_DOCUMENT_START_TOKEN || type == YAML_STREAM_END_TOKEN else { return .unknown }
        if !builder.duplicates.isEmpty, options.duplicates != .lastWins { return .unknown }
        let value = builder.finish()
        if !value.isNull { documents.append(Document(value: value, origin: origin)) }
        if type == YAML_STREAM_END_TOKEN { return .finished }
        begin()
        return .taken
    }

    private mutating func begin() {
        state = .value
        nodes = 0
    }

    /// A key, up to the colon behind it.
    @inline(__always)
    private mutating func key() -> Verdict {
        nodes += 1
        guard scanner.next() == YAML_SCALAR_TOKEN else { return .unknown }
        let (bytes, isText) = scanner.scalar
        if isText {
            builder.key(bytes)
        } else {
            // `<<` is a merge key.
            guard bytes.first != 0x3c, builder.key(ScalarRules.plain(bytes), bytes, mark: 0) else { return .unknown }
        }
        guard scanner.next() == YAML_VALUE_TOKEN else { return .unknown }
        state = .value
        return .taken
    }

    @inline(__always)
    private mutating func scalar() -> Bool {
        let (bytes, isText) = scanner.scalar
        if !isText { return builder.value(ScalarRules.plain(bytes), bytes) }
        builder.string(bytes)
        return true
    }
}

import CLibYAML
import Model

/// Reads documents out of a stream of events, straight into flat values.
struct DocumentReader: ~Copyable {
    struct Outcome {
        /// Null where there are problems.
        var value: Value
        var origin: Origin
        var problems: [Problem]
        var isSomething: Bool { !value.isNull || !problems.isEmpty }
    }

    /// What an open collection waits for.
    enum Expectation {
        case element, key, value, mergedValue
    }

    enum Anchor {
        case scalar(Scalar, [UInt8])
        case collection(FlatBuilder.Shared)
        /// Its collection is still open.
        case open
    }

    var parser: EventParser
    let options: ParseOptions
    var builder = FlatBuilder()
    /// What the innermost open collection waits for; a document waits for an element.
    var expectation = Expectation.element
    /// What those around it wait for.
    var outer: [Expectation] = []
    /// The names of the anchors of open collections, where they have one, beside `outer`.
    var openAnchors: [String?] = []
    var anchors: [String: Anchor] = [:]
    var problems: [Problem] = []
    /// After a problem that spoils the document, its events are only counted through.
    var skippedDepth: Int?
    /// Nested so deep that its end is not worth finding: libyaml takes longer the deeper it is.
    var isTooDeep = false
    var tally = AliasTally()

    init(bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, file: String, options: ParseOptions) {
        parser = EventParser(bytes: bytes, firstLine: firstLine, file: file)
        self.options = options
    }

    /// The next document; nil at the stream's end. Throws where libyaml finds no way on, or none worth going.
    mutating func next() throws(Problem) -> Outcome? {
        startDocument()
        var start: yaml_mark_t?
        while true {
            let event = try parser.next()
            switch event.pointee.type {
            case YAML_SCALAR_EVENT: scalar(event)
            case YAML_MAPPING_START_EVENT:
                open(event, anchor: event.pointee.data.mapping_start.anchor, expects: .key)
            case YAML_SEQUENCE_START_EVENT:
                open(event, anchor: event.pointee.data.sequence_start.anchor, expects: .element)
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: close(event)
            case YAML_ALIAS_EVENT: alias(event)
            case YAML_DOCUMENT_END_EVENT: return endDocument(parser.origin(start ?? event.pointee.start_mark))
            case YAML_STREAM_END_EVENT: return nil
            default: continue
            }
            if start == nil { start = event.pointee.start_mark }
            if isTooDeep, let problem = problems.last { throw problem }
        }
    }

    private mutating func startDocument() {
        builder.reset()
        expectation = .element
        if !outer.isEmpty {
            outer.removeAll(keepingCapacity: true)
            openAnchors.removeAll(keepingCapacity: true)
        }
        if !anchors.isEmpty { anchors = [:] }
        if !problems.isEmpty { problems = [] }
        skippedDepth = nil
        isTooDeep = false
        tally = AliasTally()
    }

    private mutating func endDocument(_ origin: Origin) -> Outcome {
        reportDuplicates(origin.file)
        return Outcome(value: problems.isEmpty ? builder.finish() : .null, origin: origin, problems: problems)
    }

    private mutating func reportDuplicates(_ file: String) {
        for duplicate in builder.duplicates {
            switch options.duplicates {
            case .lastWins: return
            case .refused where duplicate.isMerged: continue
            default: break
            }
            let second = Origin(
                file: file, line: Int(duplicate.second >> 24) + 1, column: Int(duplicate.second & 0xff_ffff) + 1)
            problems.append(
                Problem(
                    "key \(duplicate.key.quotedAsGo) already set in map, in line \(duplicate.first >> 24 + 1). "
                        + "Keep one of the two.",
                    origin: second))
        }
    }

    /// Records a problem; the document is read on only to find its end.
    mutating func fail(_ message: String, _ mark: yaml_mark_t) {
        problems.append(Problem(message, origin: parser.origin(mark)))
        if skippedDepth == nil { skippedDepth = 0 }
    }

    /// Line and column as one number, for `FlatBuilder`'s marks.
    func position(_ mark: yaml_mark_t) -> UInt64 {
        UInt64(parser.firstLine &+ Int(mark.line)) << 24 | UInt64(min(mark.column, 0xff_ffff))
    }

    /// A value is whole: what does its collection wait for now?
    @inline(__always)
    mutating func finishValue(_ mark: yaml_mark_t) {
        switch expectation {
        case .value: expectation = .key
        case .mergedValue:
            expectation = .key
            if !builder.mergeLast() { fail("map merge requires map or sequence of maps as the value", mark) }
        default: break
        }
    }
}

import CLibYAML
public import Model

/// Where a field of a document stands in its file: the line and column of its key, or of its element of a list. Of a
/// field that is not written there, where the nearest of what it stands in is. Reads the file once more, so it is for
/// messages.
///
/// `start` is where the object begins: the document's own origin, or that of an item of a list.
public func origin(of path: FieldPath, in bytes: [UInt8], start: Origin) -> Origin {
    bytes.withUnsafeBufferPointer { buffer in
        guard let part = splitDocuments(buffer).parts.last(where: { $0.line < start.line }) else { return start }
        let text = UnsafeBufferPointer(rebasing: buffer[part.range])
        var value = documents(in: Array(text), file: start.file, options: .lenient).documents.first?.value ?? .null
        if let items = value["items"]?.array,
            let place = elements(of: "items", in: text, part, file: start.file).firstIndex(of: start),
            place < items.count
        {
            value = items[place]
        }
        var finder = FieldFinder(steps: FieldFinder.steps(path, in: value), origin: start, root: start)
        follow(text, part, file: start.file) { event, place in finder.take(event, at: place) }
        return finder.origin
    }
}

/// Where the elements of a list in a document stand, in their order: all of them with one reading, for lists of
/// objects. Empty where the document has no such list.
public func origins(ofElementsOf field: String, in bytes: [UInt8], start: Origin) -> [Origin] {
    bytes.withUnsafeBufferPointer { buffer in
        guard let part = splitDocuments(buffer).parts.last(where: { $0.line < start.line }) else { return [] }
        return elements(of: field, in: UnsafeBufferPointer(rebasing: buffer[part.range]), part, file: start.file)
    }
}

private func elements(
    of field: String, in text: UnsafeBufferPointer<UInt8>, _ part: SplitFile.Part, file: String
) -> [Origin] {
    var finder = FieldFinder(steps: [.field(field), .anyIndex], origin: Origin(file: file, line: part.line + 1))
    follow(text, part, file: file) { event, place in finder.take(event, at: place) }
    return finder.elements
}

/// Says a part's events until it is told that they are enough.
private func follow(
    _ text: UnsafeBufferPointer<UInt8>, _ part: SplitFile.Part, file: String,
    _ isEnough: (UnsafePointer<yaml_event_t>, Origin) -> Bool
) {
    var parser = EventParser(bytes: text, firstLine: part.line, file: file)
    while let event = try? parser.next(), event.pointee.type != YAML_DOCUMENT_END_EVENT,
        event.pointee.type != YAML_STREAM_END_EVENT
    {
        if isEnough(event, parser.origin(event.pointee.start_mark)) { return }
    }
}

/// Follows the events of a document down one path.
private struct FieldFinder {
    enum Step {
        case field(String)
        case index(Int)
        /// Every element of the list at the path's end.
        case anyIndex
    }

    private struct Level {
        var isMapping: Bool
        var awaitsKey: Bool
        var index = -1
        /// Whether the path leads into this collection.
        var isOnPath: Bool
        /// Whether it leads into what comes next.
        var nextIsOnPath: Bool
    }

    let steps: [Step]
    /// Where the value begins that the path starts from; nil for the document's own.
    private let root: Origin?
    /// How many collections the root stands in; nil until it is found.
    private var base: Int?
    private(set) var origin: Origin
    /// What `anyIndex` found.
    private(set) var elements: [Origin] = []
    private var levels: [Level] = []

    init(steps: [Step], origin: Origin, root: Origin? = nil) {
        self.steps = steps
        self.origin = origin
        self.root = root
    }

    /// The path with elements of lists named by their places, as far as it exists.
    static func steps(_ path: FieldPath, in value: Value) -> [Step] {
        var steps: [Step] = []
        var current: Value? = value
        for element in path.elements {
            let elements = current?.elements ?? []
            var place: Int?
            switch element {
            case .field(let name):
                steps.append(.field(name))
                current = current?[name]
                continue
            case .index(let index): place = index
            case .key(let parts):
                place = elements.firstIndex { candidate in parts.allSatisfy { candidate[$0.name] == $0.value } }
            case .value(let wanted): place = elements.firstIndex(of: wanted)
            }
            guard let place else { return steps }
            steps.append(.index(place))
            current = current?[place]
        }
        return steps
    }

    /// True once the path's end is found, or left behind.
    mutating func take(_ event: UnsafePointer<yaml_event_t>, at place: Origin) -> Bool {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            let data = event.pointee.data.scalar
            if let level = levels.last, level.isMapping, level.awaitsKey {
                let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
                return takeKey(String(decoding: bytes, as: UTF8.self), place)
            }
            return takeValue(place).isDone
        case YAML_ALIAS_EVENT: return takeValue(place).isDone
        case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT:
            let isMapping = event.pointee.type == YAML_MAPPING_START_EVENT
            let (isOnPath, isDone) = takeValue(place)
            levels.append(Level(isMapping: isMapping, awaitsKey: isMapping, isOnPath: isOnPath, nextIsOnPath: false))
            return isDone
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            // Behind the innermost collection on the path nothing of it follows.
            return levels.popLast()?.isOnPath ?? true
        default: return false
        }
    }

    private mutating func takeKey(_ key: String, _ place: Origin) -> Bool {
        let last = levels.count - 1
        levels[last].awaitsKey = false
        levels[last].nextIsOnPath = false
        guard case .field(let name)? = step(into: last), name == key else { return false }
        levels[last].nextIsOnPath = true
        origin = place
        return isLast(last)
    }

    /// Counts a value in its collection, and tells whether the path leads into it.
    private mutating func takeValue(_ place: Origin) -> (isOnPath: Bool, isDone: Bool) {
        let last = levels.count - 1
        if base == nil, root == nil || root == place {
            base = levels.count
            if last >= 0, levels[last].isMapping { levels[last].awaitsKey = true }
            return (true, steps.isEmpty)
        }
        guard last >= 0 else { return (false, false) }
        if levels[last].isMapping {
            levels[last].awaitsKey = true
            return (levels[last].nextIsOnPath, false)
        }
        levels[last].index += 1
        switch step(into: last) {
        case .anyIndex?:
            elements.append(place)
            return (false, false)
        case .index(let index)? where index == levels[last].index:
            origin = place
            return (true, isLast(last))
        default: return (false, false)
        }
    }

    /// What the path says of the next member of an open collection; nil where the path does not lead into it.
    private func step(into level: Int) -> Step? {
        guard let base, levels[level].isOnPath, level - base < steps.count else { return nil }
        return steps[level - base]
    }

    private func isLast(_ level: Int) -> Bool { base.map { level - $0 + 1 == steps.count } ?? false }
}

import ClusterAPI
import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An object in Kubernetes' protobuf form: four magic bytes and an envelope that names its kind.
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
func readProtobuf(_ bytes: [UInt8]) throws(ClusterError) -> Value {
    guard bytes.starts(with: [0x6b, 0x38, 0x73, 0x00]) else {
        throw .badRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")
    }
    var apiVersion = ""
    var kind = ""
    var raw = bytes[bytes.endIndex...]
    var reader = ProtobufReader(bytes[4...])
    while let field = reader.next() {
        guard case .bytes(let content) = field.content else { continue }
        switch field.number {
        case 1:
            var type = ProtobufReader(content)
            while let part = type.next() {
                guard case .bytes(let text) = part.content else { continue }
                if part.number == 1 { apiVersion = String(decoding: text, as: UTF8.self) }
                if part.number == 2 { kind = String(decoding: text, as: UTF8.self) }
            }
        case 2: raw = content
        default: continue
        }
    }
    if reader.isBroken { throw brokenProtobuf }
    guard let message = ProtobufTable.shared.message(apiVersion: apiVersion, kind: kind) else {
        throw .unsupportedMediaType(acceptedBodies)
    }
    var object = try ProtobufDecoder().message(message, raw, depth: 0)
    object["apiVersion"] = Value(apiVersion)
    object["kind"] = Value(kind)
    return object
}

private let brokenProtobuf = ClusterError.badRequest("the body of the request is no protobuf message of its kind")

/// Turns messages into what their JSON would be.
private struct ProtobufDecoder {
    private let table = ProtobufTable.shared
    private static let depthLimit = 100

    func message(_ index: Int, _ bytes: ArraySlice<UInt8>, depth: Int) throws(ClusterError) -> Value {
        guard depth < ProtobufDecoder.depthLimit, table.messages.indices.contains(index) else { throw brokenProtobuf }
        let fields = table.messages[index]
        var object = Value.emptyObject
        var lists: [String: [Value]] = [:]
        var maps: [String: Members] = [:]
        var reader = ProtobufReader(bytes)
        while let (number, content) = reader.next() {
            guard let field = fields[number] else { continue }
            switch field.shape {
            case .list(let shape):
                lists[field.name, default: []] += try elements(shape, content, depth: depth)
            case .map(let shape):
                let (key, value) = try entry(shape, content, depth: depth)
                maps[field.name, default: Members()][key] = value
            default:
                guard let value = try value(field.shape, content, depth: depth) else { continue }
                if field.name.isEmpty {
                    for member in value.members { object[member.key] = member.value }
                } else if field.keepsZero || !isZero(value) {
                    object[field.name] = value
                }
            }
        }
        if reader.isBroken { throw brokenProtobuf }
        for (name, list) in lists { object[name] = Value(list) }
        for (name, map) in maps { object[name] = Value(map) }
        return object
    }

    private func isZero(_ value: Value) -> Bool { value.isEmpty || value == 0 || value == false || value == 0.0 }

    private func value(
        _ shape: ProtobufTable.Shape, _ content: ProtobufReader.Content, depth: Int
    ) throws(ClusterError) -> Value? {
        switch (shape, content) {
        case (.bool, .number(let bits)): return Value(bits != 0)
        case (.int, .number(let bits)): return Value(Int64(bitPattern: bits))
        case (.double, .number(let bits)): return Value(Double(bitPattern: bits))
        case (.string, .bytes(let bytes)): return Value(String(decoding: bytes, as: UTF8.self))
        case (.bytes, .bytes(let bytes)): return Value(Data(bytes).base64EncodedString())
        case (.message(let index), .bytes(let bytes)): return try message(index, bytes, depth: depth + 1)
        case (.time, .bytes(let bytes)): return instant(bytes).map { Value($0.description) }
        case (.microTime, .bytes(let bytes)): return instant(bytes).map { Value($0.microDescription) }
        case (.quantity, .bytes(let bytes)): return text(bytes, 1).map { Value($0) }
        case (.intOrString, .bytes(let bytes)): return intOrString(bytes)
        case (.duration, .bytes(let bytes)): return Value("\(number(bytes, 1) ?? 0)ns")
        case (.rawJSON, .bytes(let bytes)):
            return try text(bytes, 1).map { text throws(ClusterError) in try readJSON(Array(text.utf8)) }
        case (.stringList, .bytes(let bytes)): return try list(.string, bytes, depth: depth)
        case (.list, _), (.map, _): return nil
        default: throw brokenProtobuf
        }
    }

    /// One element of a list, or several numbers that are packed together.
    private func elements(
        _ shape: ProtobufTable.Shape, _ content: ProtobufReader.Content, depth: Int
    ) throws(ClusterError) -> [Value] {
        if case .int = shape, case .bytes(let bytes) = content {
            var reader = ProtobufReader(bytes)
            var numbers: [Value] = []
            while let bits = reader.varint() { numbers.append(Value(Int64(bitPattern: bits))) }
            return numbers
        }
        return try value(shape, content, depth: depth).map { [$0] } ?? []
    }

    private func list(
        _ shape: ProtobufTable.Shape, _ bytes: ArraySlice<UInt8>, depth: Int
    ) throws(ClusterError) -> Value {
        var values: [Value] = []
        var reader = ProtobufReader(bytes)
        while let field = reader.next(), field.number == 1 {
            values += try elements(shape, field.content, depth: depth + 1)
        }
        return Value(values)
    }

    /// A map's entry: a message of a key and a value.
    private func entry(
        _ shape: ProtobufTable.Shape, _ content: ProtobufReader.Content, depth: Int
    ) throws(ClusterError) -> (String, Value) {
        guard case .bytes(let bytes) = content else { throw brokenProtobuf }
        var key = ""
        var found: Value?
        var reader = ProtobufReader(bytes)
        while let field = reader.next() {
            switch (field.number, field.content) {
            case (1, .bytes(let text)): key = String(decoding: text, as: UTF8.self)
            case (2, let content): found = try value(shape, content, depth: depth + 1)
            default: continue
            }
        }
        if reader.isBroken { throw brokenProtobuf }
        return (key, found ?? "")
    }

    private func intOrString(_ bytes: ArraySlice<UInt8>) -> Value {
        number(bytes, 1) == 1
            ? Value(text(bytes, 3) ?? "") : Value(Int64(Int32(truncatingIfNeeded: number(bytes, 2) ?? 0)))
    }

    /// nil for Go's zero time.
    private func instant(_ bytes: ArraySlice<UInt8>) -> Instant? {
        guard let seconds = number(bytes, 1), (-(1 << 40)...(1 << 40)).contains(seconds) else { return nil }
        return Instant(milliseconds: seconds * 1000 + (number(bytes, 2) ?? 0) / 1_000_000)
    }

    private func number(_ bytes: ArraySlice<UInt8>, _ wanted: Int) -> Int64? {
        var reader = ProtobufReader(bytes)
        while let field = reader.next() {
            if field.number == wanted, case .number(let bits) = field.content { return Int64(bitPattern: bits) }
        }
        return nil
    }

    private func text(_ bytes: ArraySlice<UInt8>, _ wanted: Int) -> String? {
        var reader = ProtobufReader(bytes)
        while let field = reader.next() {
            if field.number == wanted, case .bytes(let text) = field.content {
                return String(decoding: text, as: UTF8.self)
            }
        }
        return nil
    }
}

extension Value {
    /// Compact JSON with sorted keys, HTML characters not escaped.
    public var json: String { String(decoding: jsonBytes, as: UTF8.self) }

    public var jsonBytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// JSON over several lines, as `kubectl -o json` writes it.
    public func prettyJSON(indent: Int = 4) -> String {
        var writer = JSONWriter()
        writer.indent = indent
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Reads one JSON text (RFC 8259). Of duplicate members the last wins.
    public init(json text: String) throws(JSONError) { self = try Value(json: Array(text.utf8)) }

    public init(json bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        var reader = JSONReader(bytes: bytes, limits: limits)
        self = try reader.readDocument()
    }
}

/// What a JSON text may have at the most.
public struct JSONLimits: Sendable {
    public var depth = 10_000
    public var bytes = 64 << 20
    public init() {}
}

/// Why a text is no JSON, and at which byte.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    public var offset: Int
    public var message: String
    public var description: String { "\(message) at byte \(offset)" }
}

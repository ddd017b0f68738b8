extension Value {
    /// Compact JSON with sorted keys, HTML characters not escaped.
    public var json: String { String(decoding: jsonBytes, as: UTF8.self) }

    public var jsonBytes: [UInt8] {
        var writer = JSONWriter()
        if !isEmpty { writer.bytes.reserveCapacity(1024) }
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
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<Value, JSONError> in
            var reader = JSONReader(bytes: buffer, limits: limits)
            do throws(JSONError) { return .success(try reader.readDocument()) } catch { return .failure(error) }
        }
        self = try result.get()
    }
}

/// What a JSON text may have at the most.
public struct JSONLimits: Sendable {
    /// Kubernetes allows 10,000; but whoever walks the value does it on a thread's stack.
    public var depth = 2_000
    public var bytes = 64 << 20
    /// Whether two members of one name are an error; otherwise the last wins.
    public var refusesDuplicates = false
    public init() {}
}

/// Why a text is no JSON, and at which byte.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    public var offset: Int
    public var message: String
    public var description: String { "\(message) at byte \(offset)" }
}

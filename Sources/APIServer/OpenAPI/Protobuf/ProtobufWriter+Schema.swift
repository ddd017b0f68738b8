import Model

extension ProtobufWriter {
    private static let texts = [("$ref", 1), ("format", 2), ("title", 3), ("description", 4), ("pattern", 13)]
    private static let numbers = [("multipleOf", 6), ("maximum", 7), ("minimum", 9)]
    private static let flags = [("exclusiveMaximum", 8), ("exclusiveMinimum", 10), ("uniqueItems", 16)]
    private static let counts = [
        ("maxLength", 11), ("minLength", 12), ("maxItems", 14), ("minItems", 15), ("maxProperties", 17),
        ("minProperties", 18),
    ]

    /// gnostic's `Schema`. Deeper than any schema of an API goes, nothing more is written.
    mutating func schema(_ schema: Value, depth: Int) {
        guard depth < 100 else { return }
        for (name, number) in ProtobufWriter.texts { text(number, schema[name]?.string ?? "") }
        if let value = schema["default"] { any(5, value) }
        for (name, number) in ProtobufWriter.numbers { double(number, schema[name]?.number ?? 0) }
        for (name, number) in ProtobufWriter.flags { flag(number, schema[name]?.bool ?? false) }
        for (name, number) in ProtobufWriter.counts { int(number, schema[name]?.int ?? 0) }
        texts(19, schema["required"])
        for value in schema["enum"]?.elements ?? [] { any(20, value) }
        if let values = schema["additionalProperties"] {
            message(21) { item in
                if values.isObject { item.message(1) { $0.schema(values, depth: depth + 1) } }
                item.flag(2, values.bool ?? false)
            }
        }
        if let type = schema["type"]?.string { message(22) { $0.text(1, type) } }
        if let items = schema["items"] { message(23) { $0.message(1) { $0.schema(items, depth: depth + 1) } } }
        for part in schema["allOf"]?.elements ?? [] { message(24) { $0.schema(part, depth: depth + 1) } }
        if let properties = schema["properties"]?.object {
            message(25) { all in
                for (name, property) in properties { all.named(1, name) { $0.schema(property, depth: depth + 1) } }
            }
        }
        extensions(31, of: schema)
    }
}

import Model

/// Writes a Swagger document as gnostic's protobuf messages, the form in which kubectl up to 1.28 reads it.
///
/// Field numbers are those of `openapiv2/OpenAPIv2.proto` in github.com/google/gnostic.
struct SwaggerEncoder {
    static let contentType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

    /// True for the two spellings that clients ask with; no header parser takes the one with the `@` back.
    static func writes(_ type: MediaType) -> Bool {
        type.name == contentType || type.name == "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"
    }

    static func encode(document: Value) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.text(1, document["swagger"]?.string ?? "")
        writer.message(2) { info in
            info.text(1, document.at("info", "title")?.string ?? "")
            info.text(2, document.at("info", "version")?.string ?? "")
        }
        writer.message(8) { paths in
            for (name, path) in document["paths"]?.members ?? Members() {
                paths.named(2, name) { $0.path(path) }
            }
        }
        writer.message(9) { definitions in
            for (name, schema) in document["definitions"]?.members ?? Members() {
                definitions.named(1, name) { $0.schema(schema, depth: 0) }
            }
        }
        return writer.bytes
    }
}

extension ProtobufWriter {
    /// An entry of a map: its name and its message.
    mutating func named(_ number: Int, _ name: String, _ fill: (inout ProtobufWriter) -> Void) {
        message(number) { entry in
            entry.text(1, name)
            entry.message(2, fill)
        }
    }

    mutating func texts(_ number: Int, _ list: Value?) {
        for element in list?.elements ?? [] { text(number, element.string ?? "") }
    }

    /// Any value: as YAML, which JSON is.
    mutating func any(_ number: Int, _ value: Value) {
        message(number) { $0.text(2, value.json) }
    }

    /// The members whose names begin with `x-`.
    mutating func extensions(_ number: Int, of value: Value) {
        for (name, content) in value.members where name.hasPrefix("x-") {
            message(number) { entry in
                entry.text(1, name)
                entry.any(2, content)
            }
        }
    }

    fileprivate mutating func path(_ path: Value) {
        let methods = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("options", 6), ("head", 7), ("patch", 8)]
        for (method, number) in methods {
            if let operation = path[method] { message(number) { $0.operation(operation) } }
        }
        for parameter in path["parameters"]?.elements ?? [] { message(9) { $0.parameter(parameter) } }
        extensions(10, of: path)
    }

    private mutating func operation(_ operation: Value) {
        texts(1, operation["tags"])
        text(3, operation["description"]?.string ?? "")
        text(5, operation["operationId"]?.string ?? "")
        texts(6, operation["produces"])
        texts(7, operation["consumes"])
        for parameter in operation["parameters"]?.elements ?? [] { message(8) { $0.parameter(parameter) } }
        message(9) { responses in
            for (code, response) in operation["responses"]?.members ?? Members() {
                // ResponseValue.response
                responses.named(1, code) { $0.message(1) { $0.response(response) } }
            }
        }
        texts(10, operation["schemes"])
        extensions(13, of: operation)
    }

    private mutating func response(_ response: Value) {
        text(1, response["description"]?.string ?? "")
        // SchemaItem.schema
        if let schema = response["schema"] { message(2) { $0.message(1) { $0.schema(schema, depth: 0) } } }
    }

    /// ParametersItem.parameter
    private mutating func parameter(_ parameter: Value) {
        message(1) { item in
            switch parameter["in"]?.string {
            case "body":
                item.message(1) { body in
                    body.text(1, parameter["description"]?.string ?? "")
                    body.text(2, parameter["name"]?.string ?? "")
                    body.text(3, "body")
                    body.flag(4, parameter["required"]?.bool ?? false)
                    if let schema = parameter["schema"] { body.message(5) { $0.schema(schema, depth: 0) } }
                }
            case "path": item.message(2) { $0.message(4) { $0.plainParameter(parameter, type: 5, uniqueItems: 19) } }
            default: item.message(2) { $0.message(3) { $0.plainParameter(parameter, type: 6, uniqueItems: 20) } }
            }
        }
    }

    /// A parameter of a path or a query; the two count their fields differently from the type on.
    private mutating func plainParameter(_ parameter: Value, type: Int, uniqueItems: Int) {
        flag(1, parameter["required"]?.bool ?? false)
        text(2, parameter["in"]?.string ?? "")
        text(3, parameter["description"]?.string ?? "")
        text(4, parameter["name"]?.string ?? "")
        text(type, parameter["type"]?.string ?? "")
        flag(uniqueItems, parameter["uniqueItems"]?.bool ?? false)
    }
}

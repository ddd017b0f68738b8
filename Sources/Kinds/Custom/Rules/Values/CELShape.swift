import Model

/// What rules see of a place in an object: the declared type, and how a value there is read.
///
/// By `SchemaDeclType` and `UnstructuredToVal` of k8s.io/apiserver/pkg/cel/common.
final class CELShape: Sendable {
    enum Content: Sendable {
        case intOrString
        case object(CELObjectType)
        case map(CELShape)
        case list(CELShape, CELList.Kind)
        /// A bool, number, text, bytes, moment or duration: by the type.
        case scalar
    }

    let type: CELType
    let content: Content
    let isNullable: Bool

    init(_ type: CELType, _ content: Content, isNullable: Bool) {
        self.type = type
        self.content = content
        self.isNullable = isNullable
    }

    /// A value of the object as a value of a rule.
    func value(_ value: Value) throws(CELError) -> CELValue {
        if value.isNull {
            if isNullable { return .null }
            throw .message("invalid data, got null for schema with nullable=false")
        }
        switch content {
        case .intOrString:
            switch value.view {
            case .string(let text): return .string(text)
            case .int(let number): return .int(number)
            default: throw .message("invalid data, expected XIntOrString value to be either a string or integer")
            }
        case .object(let type):
            guard let members = value.object else {
                throw .message("invalid data, expected a map for the provided schema with type=object")
            }
            return .object(CELObject(members: members, type: type))
        case .map(let shape):
            guard let members = value.object else {
                throw .message("invalid data, expected a map for the provided schema with type=object")
            }
            return .map(CELMap(members, values: shape))
        case .list(let shape, let kind):
            guard let elements = value.array else {
                throw .message("invalid data, expected an array for the provided schema with type=array")
            }
            var read: [CELValue] = []
            read.reserveCapacity(elements.count)
            for element in elements { read.append(try shape.value(element)) }
            return .list(CELList(read, kind: kind, element: shape.type))
        case .scalar: return try scalar(value)
        }
    }

    private func scalar(_ value: Value) throws(CELError) -> CELValue {
        switch type {
        case .bool:
            guard let flag = value.bool else { throw expected("a boolean", "boolean") }
            return .bool(flag)
        case .int:
            if let number = value.int { return .int(Int64(number)) }
            guard let whole = value.number.flatMap({ Int64(exactly: $0) }) else {
                throw .message("invalid data, expected an int, got \(value.json)")
            }
            return .int(whole)
        case .double:
            guard let number = value.number else { throw expected("a float", "number") }
            return .double(number)
        default: break
        }
        guard let text = value.string else { throw .message("invalid data, expected string, got \(value.json)") }
        switch type {
        case .bytes:
            guard case .success(let bytes) = Base64.decode(Array(text.utf8)) else {
                throw .message("byte formatted string value \"\(text)\" could not be base64 decoded")
            }
            return .bytes(bytes)
        case .duration:
            guard let duration = goDuration(text) else { throw .message("Invalid duration \(text)") }
            return .duration(duration)
        case .timestamp:
            guard let moment = CELTimestamp(text) ?? CELTimestamp("\(text)T00:00:00Z") else {
                throw .message("Invalid date-time \(text)")
            }
            return .timestamp(moment)
        default: return .string(text)
        }
    }

    private func expected(_ what: String, _ type: String) -> CELError {
        .message("invalid data, expected \(what) for the provided schema with type=\(type)")
    }
}

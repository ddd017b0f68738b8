import Model

/// Reads a value as kube-apiserver's decoder reads JSON into a Go struct, and gives what the struct prints as: unknown
/// members left out and noted, types checked, quantities, times and base64 in canonical form, members without meaning
/// dropped, and those that Go always prints there.
struct StructDecoder {
    /// The paths of members that their structs do not have, at most a hundred, as the server counts them.
    private(set) var unknownFields: [String] = []
    /// The first value of a wrong type. Reading goes on after it.
    private(set) var typeError: String?
    /// What a type that reads its own text refused. Reading ends there.
    private(set) var fatalError: String?

    var problem: String? { fatalError ?? typeError }

    /// Where it is set, every mistake is noted, at most a hundred, and whatever can be read is read.
    var collectsMistakes = false
    private(set) var mistakes: [Mistake] = []

    private let table = StructTable.shared
    private let defaults: DefaultTable?
    private var path: [Step] = []

    private enum Step {
        case field(structure: Int, field: Int)
        case index(Int)
        case key(String)
    }

    /// With `setsDefaults`, every struct's own defaults are set once it is read.
    init(setsDefaults: Bool) {
        defaults = setsDefaults ? DefaultTable.shared : nil
    }

    mutating func decode(_ value: Value, as structure: Int) -> Value {
        guard let members = value.object else {
            fail(value, goType: "v1." + table.structures[structure].goName)
            return value
        }
        return Value(decode(members, structure))
    }

    private mutating func decode(_ members: Members, _ structure: Int) -> Members {
        let fields = table.structures[structure].fields
        var result: [(key: String, value: Value)] = []
        result.reserveCapacity(fields.count < 8 ? fields.count : members.count + 4)
        var next = 0
        for (key, value) in members {
            let head = key.headBytes
            while next < fields.count,
                fields[next].head < head || fields[next].head == head && fields[next].name.precedesInBytes(key)
            {
                if let zero = zero(of: fields[next]) { result.append((key: fields[next].name, value: zero)) }
                next += 1
            }
            guard next < fields.count, fields[next].head == head, fields[next].name == key else {
                noteUnknown(key)
                continue
            }
            path.append(.field(structure: structure, field: next))
            let decoded = value.isNull ? nil : decode(value, fields[next].type, goType: fields[next].goType)
            path.removeLast()
            if let kept = kept(decoded, fields[next]) { result.append((key: key, value: kept)) }
            next += 1
        }
        while next < fields.count {
            if let zero = zero(of: fields[next]) { result.append((key: fields[next].name, value: zero)) }
            next += 1
        }
        var read = Members(inByteOrder: result)
        if let defaults, let set = defaults.setters[structure] { set(&read) }
        return read
    }

    /// What a field prints as, having been read; nil where it is left out.
    private mutating func kept(_ value: Value?, _ field: StructTable.Field) -> Value? {
        guard let value else { return zero(of: field) }
        switch field.presence {
        case .always, .alwaysNull: return value
        case .pointer:
            switch field.type {
            case .list, .map: return value.isEmpty ? nil : value
            default: return value
            }
        case .plain:
            switch value.view {
            case .string(let text): return text.isEmpty ? nil : value
            case .int(let number): return number == 0 ? nil : value
            case .double(let number): return number == 0 ? nil : value
            case .bool(let flag): return flag ? value : nil
            case .array(let elements): return elements.isEmpty ? nil : value
            case .object(let members): return members.isEmpty ? nil : value
            case .null: return nil
            }
        }
    }

    private mutating func zero(of field: StructTable.Field) -> Value? {
        switch field.presence {
        case .plain, .pointer: return nil
        case .alwaysNull: return .null
        case .always:
            switch field.type {
            case .string: return ""
            case .bool: return false
            case .int32, .int64, .double, .intOrString: return 0
            case .quantity: return "0"
            case .structure(let structure): return Value(decode(Members(), structure))
            default: return .null
            }
        }
    }

    private mutating func decode(_ value: Value, _ type: StructTable.FieldType, goType: String? = nil) -> Value? {
        if fatalError != nil { return nil }
        switch type {
        case .any: return value
        case .string:
            if value.kind == .string { return value }
            return fail(value, goType: goType ?? "string") ?? guess(value)
        case .bool:
            if value.kind == .bool { return value }
            return fail(value, goType: "bool")
        case .int32: return integer(value, Int64(Int32.min)...Int64(Int32.max), "int32")
        case .int64: return integer(value, Int64.min...Int64.max, "int64")
        case .double:
            if value.number != nil { return value }
            return fail(value, goType: "float64")
        case .time, .microTime, .quantity, .intOrString: return decodeText(value, type)
        case .bytes:
            guard let text = value.string else { return fail(value, goType: "[]uint8") }
            switch Base64.canonical(text) {
            case .success(let canonical): return Value(canonical)
            case .failure(let error):
                noteTypeError(error.message)
                return nil
            }
        case .structure(let structure):
            guard let members = value.object else {
                return fail(value, goType: goType ?? "v1." + table.structures[structure].goName)
            }
            if path.count > 200 { return value }
            return Value(decode(members, structure))
        case .list(let element): return list(value, element, goType)
        case .map(let element): return map(value, element, goType)
        case .schemaOr: return schemaOr(value)
        }
    }

    private mutating func list(_ value: Value, _ element: StructTable.FieldType, _ goType: String?) -> Value? {
        guard let elements = value.array else { return fail(value, goType: goType ?? goName(.list(element))) }
        var result: [Value] = []
        result.reserveCapacity(elements.count)
        let elementType = goType.flatMap { $0.hasPrefix("[]") ? String($0.dropFirst(2)) : nil }
        for (index, item) in elements.enumerated() {
            path.append(.index(index))
            let read = item.isNull ? nil : decode(item, element, goType: elementType)
            path.removeLast()
            result.append(read ?? zeroElement(element))
        }
        return Value(result)
    }

    private mutating func map(_ value: Value, _ element: StructTable.FieldType, _ goType: String?) -> Value? {
        guard let members = value.object else { return fail(value, goType: goType ?? goName(.map(element))) }
        if case .string = element, members.allSatisfy({ $0.value.kind == .string }) { return value }
        var result: [(String, Value)] = []
        result.reserveCapacity(members.count)
        for (key, item) in members {
            path.append(.key(key))
            let read = item.isNull ? nil : decode(item, element)
            path.removeLast()
            result.append((key, read ?? zeroElement(element)))
        }
        return Value(Members(result))
    }

    private mutating func zeroElement(_ type: StructTable.FieldType) -> Value {
        switch type {
        case .string: return ""
        case .bool: return false
        case .int32, .int64, .double, .intOrString: return 0
        case .quantity: return "0"
        case .structure(let structure): return Value(decode(Members(), structure))
        default: return .null
        }
    }

    /// `JSONSchemaPropsOrBool` and its like read objects as schemas and keep the rest.
    private mutating func schemaOr(_ value: Value) -> Value? {
        guard let structure = table.index["apiextensions.v1.JSONSchemaProps"] else { return value }
        switch value.view {
        case .object: return decode(value, .structure(structure))
        case .array(let elements) where elements.contains { $0.isObject }:
            return decode(value, .list(.structure(structure)))
        default: return value
        }
    }

    private mutating func integer(_ value: Value, _ range: ClosedRange<Int64>, _ goType: String) -> Value? {
        switch value.view {
        case .int(let number) where range.contains(number): return value
        case .int(let number): return fail("number \(number)", goType: goType)
        case .double: return fail("number \(value.json)", goType: goType)
        default: return fail(value, goType: goType) ?? guess(value)
        }
    }

    /// The types that read their own text.
    private mutating func decodeText(_ value: Value, _ type: StructTable.FieldType) -> Value? {
        switch type {
        case .quantity:
            let text: String
            switch value.view {
            case .string(let string): text = string
            case .int(let number): text = String(number)
            case .double: text = value.json
            default: text = "{}"
            }
            do {
                let canonical = try Quantity(text).description
                return value.string == canonical ? value : Value(canonical)
            } catch {
                noteFatalError(error.description)
            }
        case .intOrString:
            switch value.view {
            case .string: return value
            case .int(let number) where number >= Int64(Int32.min) && number <= Int64(Int32.max): return value
            case .int, .double:
                noteFatalError("json: cannot unmarshal number \(value.json) into Go value of type int32")
            default:
                noteFatalError("json: cannot unmarshal \(StructDecoder.word(value)) into Go value of type int32")
            }
        default:
            guard let text = value.string else {
                noteFatalError("json: cannot unmarshal \(StructDecoder.word(value)) into Go value of type string")
                return nil
            }
            if case .microTime = type {
                // The fraction is kept as it is written; only its form is checked.
                if Instant(text) != nil { return value }
                noteFatalError(GoTime.parseError(text, layout: "2006-01-02T15:04:05.000000Z07:00"))
                return nil
            }
            if let instant = Instant(text) {
                let canonical = instant.description
                return canonical == text ? value : Value(canonical)
            }
            noteFatalError(GoTime.parseError(text, layout: "2006-01-02T15:04:05Z07:00"))
        }
        return nil
    }

    private mutating func noteTypeError(_ message: String) {
        if typeError == nil { typeError = message }
        note(.wrongType, message)
    }

    private mutating func noteFatalError(_ message: String) {
        note(.wrongType, message)
        if !collectsMistakes { fatalError = message }
    }

    private mutating func note(_ kind: Mistake.Kind, _ message: String, member: String? = nil) {
        guard collectsMistakes, mistakes.count < 100 else { return }
        mistakes.append(Mistake(kind: kind, field: fieldText(member), message: message))
    }

    /// The way to what is read, as errors about fields write it.
    private func fieldText(_ member: String?) -> String {
        var text = ""
        func append(_ name: String) { text += text.isEmpty ? name : ".\(name)" }
        for step in path {
            switch step {
            case .field(let structure, let field): append(table.structures[structure].fields[field].name)
            case .index(let index): text += "[\(index)]"
            case .key(let key): text += "[\(key)]"
            }
        }
        guard let member else { return text }
        if member.utf8.contains(0x2e) { return "\(text)[\(member)]" }
        append(member)
        return text
    }

    /// What a value of a wrong type was most likely meant to be, or what is right nearly everywhere, so that nothing else
    /// is said to be wrong because of it.
    private func guess(_ value: Value) -> Value? {
        guard collectsMistakes else { return nil }
        switch value.view {
        case .string(let text): return Value(Int64(Int32(text) ?? 1))
        case .int, .double, .bool: return Value(value.json)
        default: return nil
        }
    }

    private mutating func noteUnknown(_ key: String) {
        guard unknownFields.count < 100 else { return }
        var text = ""
        for step in path {
            switch step {
            case .field(let structure, let field):
                if !text.isEmpty { text += "." }
                text += table.structures[structure].fields[field].name
            case .index(let index): text += "[\(index)]"
            case .key(let key): text += ".\(key)"
            }
        }
        unknownFields.append(text.isEmpty ? key : "\(text).\(key)")
        note(.unknownField, "unknown field \(unknownFields[unknownFields.count - 1].quotedAsGo)", member: key)
    }

    @discardableResult
    private mutating func fail(_ value: Value, goType: String) -> Value? {
        fail(StructDecoder.word(value), goType: goType)
    }

    private mutating func fail(_ word: String, goType: String) -> Value? {
        noteTypeError("json: cannot unmarshal \(word) into Go \(place) of type \(goType)")
        return nil
    }

    /// `struct field DeploymentSpec.spec.replicas`: the struct that is read, and the way to the field.
    private var place: String {
        var owner: String?
        var text = ""
        for step in path {
            guard case .field(let structure, let index) = step else { continue }
            let field = table.structures[structure].fields[index]
            owner = table.structures[structure].goName
            if let embedded = field.embedded { text += ".\(embedded)" }
            text += ".\(field.name)"
        }
        return owner.map { "struct field \($0)\(text)" } ?? "value"
    }

    private static func word(_ value: Value) -> String {
        switch value.kind {
        case .null: "null"
        case .bool: "bool"
        case .int, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    private func goName(_ type: StructTable.FieldType) -> String {
        switch type {
        case .string: "string"
        case .bool: "bool"
        case .int32: "int32"
        case .int64: "int64"
        case .double: "float64"
        case .time: "v1.Time"
        case .microTime: "v1.MicroTime"
        case .quantity: "resource.Quantity"
        case .intOrString: "intstr.IntOrString"
        case .bytes: "[]uint8"
        case .any, .schemaOr: "interface {}"
        case .structure(let structure):
            "\(table.structures[structure].name.split(separator: ".").dropLast().last ?? "v1")."
                + table.structures[structure].goName
        case .list(let element): "[]" + goName(element)
        case .map(let element): "map[string]" + goName(element)
        }
    }
}

/// One form of a function: `string.startsWith(string) -> bool`, `size(list<A>) -> int`.
struct CELOverload: Sendable {
    let name: String
    let isMember: Bool
    /// The receiver first, where there is one.
    let parameters: [CELType]
    let result: CELType
    /// How many types are left open, numbered from 0.
    let openCount: Int

    /// nil where the text says no such thing; all of those here are read by a test.
    init?(_ text: String) {
        var reader = SignatureReader(text)
        guard let signature = reader.read() else { return nil }
        name = signature.name
        isMember = signature.isMember
        parameters = signature.parameters
        result = signature.result
        openCount = reader.open.count
    }
}

/// Reads the text of a signature. One capital letter is a type that is open; `[]` stands for a list, `?` for optional.
private struct SignatureReader {
    private let text: [Character]
    private var position = 0
    private(set) var open: [String: Int] = [:]

    init(_ text: String) { self.text = Array(text.filter { $0 != " " }) }

    mutating func read() -> (name: String, isMember: Bool, parameters: [CELType], result: CELType)? {
        guard let bracket = text.firstIndex(of: "(") else { return nil }
        var parameters: [CELType] = []
        var isMember = false
        // `(list<A>).sum()` and the like write the receiver before a colon.
        if let colon = text.firstIndex(of: ":") {
            guard let receiver = type() else { return nil }
            parameters.append(receiver)
            isMember = true
            guard position == colon else { return nil }
            position += 1
        }
        guard let opening = text[position...].firstIndex(of: "("), opening >= bracket || isMember else { return nil }
        let name = String(text[position..<opening])
        position = opening + 1
        while position < text.count, text[position] != ")" {
            guard let parameter = type() else { return nil }
            parameters.append(parameter)
            if position < text.count, text[position] == "," { position += 1 }
        }
        position += 1
        guard position + 1 < text.count, text[position] == "-", text[position + 1] == ">" else { return nil }
        position += 2
        guard let result = type(), position == text.count else { return nil }
        return (name, isMember, parameters, result)
    }

    private mutating func take(_ character: Character) -> Bool {
        guard position < text.count, text[position] == character else { return false }
        position += 1
        return true
    }

    private mutating func type() -> CELType? {
        if take("?") { return type().map { .optional($0) } }
        var name = ""
        while position < text.count, text[position].isLetter || text[position] == "." {
            name.append(text[position])
            position += 1
        }
        switch name {
        case "list":
            guard take("<"), let element = type(), take(">") else { return nil }
            return .list(element)
        case "map":
            guard take("<"), let key = type(), take(","), let value = type(), take(">") else { return nil }
            return .map(key, value)
        case "type":
            guard take("<"), let inner = type(), take(">") else { return nil }
            return .type(inner)
        default: break
        }
        if name.count == 1 {
            let number = open[name] ?? open.count
            open[name] = number
            return .parameter(number)
        }
        return SignatureReader.plain[name]
    }

    private static let plain: [String: CELType] = [
        "dyn": .dyn, "null": .null, "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
        "bytes": .bytes, "timestamp": .timestamp, "duration": .duration, "quantity": .opaque("kubernetes.Quantity"),
        "url": .opaque("kubernetes.URL"), "ip": .opaque("net.IP"), "cidr": .opaque("net.CIDR"),
        "semver": .opaque("kubernetes.Semver"), "image": .opaque("kubernetes.Image"),
        "format": .opaque("kubernetes.NamedFormat"),
    ]
}

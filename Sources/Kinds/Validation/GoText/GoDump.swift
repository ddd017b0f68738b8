import Model

/// Values as the server's messages show its internal structs: Go's field names and order, everything that is empty
/// included.
enum GoDump {
    /// In one line.
    static func text(_ value: Value?, _ type: String) -> String {
        var writer = Writer(indents: false)
        writer.write(value, type)
        return writer.text
    }

    /// Over several lines, one blank to a level, as the server makes it for diffs.
    static func lines(_ value: Value?, _ type: String) -> [String] {
        var writer = Writer(indents: true)
        writer.write(value, type)
        return writer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    struct Field: Sendable {
        var name: String
        var json: String
        var mark: Character
        var type: String?
    }

    private static let types: [String: [Field]] = {
        var types: [String: [Field]] = [:]
        for row in goTypeRows.split(separator: "\n") {
            let words = row.split(separator: " ")
            guard let name = words.first else { continue }
            types[String(name)] = words.dropFirst().compactMap(field)
        }
        return types
    }()

    private static func field(_ word: Substring) -> Field? {
        guard let index = word.firstIndex(where: { "\"#?*{[&".contains($0) }) else { return nil }
        let name = String(word[..<index])
        let rest = word[word.index(after: index)...].split(separator: "=", omittingEmptySubsequences: false)
        let type = rest.first.map(String.init) ?? ""
        return Field(
            name: name, json: rest.count > 1 ? String(rest[1]) : jsonName(name), mark: word[index],
            type: type.isEmpty ? nil : type)
    }

    /// `HTTPGet` → `httpGet`, `Name` → `name`, `TTY` → `tty`.
    private static func jsonName(_ name: String) -> String {
        let letters = Array(name)
        let run = letters.prefix { $0.isUppercase }.count
        let lowered = run == letters.count ? run : max(1, run - 1)
        return String(letters[..<lowered]).lowercased() + String(letters[lowered...])
    }

    private struct Writer {
        let indents: Bool
        var text = ""
        var depth = 0

        mutating func write(_ value: Value?, _ type: String?) {
            guard let type, let fields = GoDump.types[type], depth < 100 else {
                writePlain(value ?? .null)
                return
            }
            open("{")
            for (index, field) in fields.enumerated() {
                separate(index)
                text += "\"\(field.name)\":" + (indents ? " " : "")
                let member = source(of: field, in: value, type)
                write(member.flatMap { $0.isNull ? nil : $0 }, field)
            }
            close("}", isEmpty: fields.isEmpty)
        }

        private func source(of field: Field, in value: Value?, _ type: String) -> Value? {
            guard type == "PodSpec", field.name == "SecurityContext", var context = value?["securityContext"] else {
                return value?[field.json]
            }
            for name in ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"] {
                context[name] = value?[name]
            }
            return context
        }

        private mutating func write(_ value: Value?, _ field: Field) {
            guard let value else {
                switch field.mark {
                case "\"": text += "\"\""
                case "#": text += "0"
                case "?": text += "false"
                case "&": write(nil, field.type)
                default: text += "null"
                }
                return
            }
            guard field.mark == "[", let elements = value.array else {
                if field.type == nil { writePlain(value) } else { write(value, field.type) }
                return
            }
            open("[")
            for (index, element) in elements.enumerated() {
                separate(index)
                write(element, field.type)
            }
            close("]", isEmpty: elements.isEmpty)
        }

        /// Values that print by their own names.
        private mutating func writePlain(_ value: Value) {
            switch value.view {
            case .object(let members):
                open("{")
                for (index, member) in members.enumerated() {
                    separate(index)
                    text += GoDump.escaped(member.key) + ":" + (indents ? " " : "")
                    writePlain(member.value)
                }
                close("}", isEmpty: members.isEmpty)
            case .array(let elements):
                open("[")
                for (index, element) in elements.enumerated() {
                    separate(index)
                    writePlain(element)
                }
                close("]", isEmpty: elements.isEmpty)
            case .string(let string): text += GoDump.escaped(string)
            default: text += value.json
            }
        }

        private mutating func open(_ bracket: String) {
            text += bracket
            depth += 1
        }

        private mutating func separate(_ index: Int) {
            if index > 0 { text += "," }
            if indents { text += "\n" + String(repeating: " ", count: depth) }
        }

        private mutating func close(_ bracket: String, isEmpty: Bool) {
            depth -= 1
            if indents, !isEmpty { text += "\n" + String(repeating: " ", count: depth) }
            text += bracket
        }
    }

    /// A JSON string with `<`, `>` and `&` escaped, as Go does.
    static func escaped(_ string: String) -> String {
        let json = Value(string).json
        guard json.utf8.contains(where: { $0 == 0x26 || $0 == 0x3c || $0 == 0x3e }) else { return json }
        var result = ""
        for character in json.unicodeScalars {
            switch character {
            case "&": result += "\\u0026"
            case "<": result += "\\u003c"
            case ">": result += "\\u003e"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

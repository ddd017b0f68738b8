/// The Go structs of the API: what a field holds, and whether it is printed when it is empty.
///
/// The server reads an object into structs and prints those, so that what has no meaning is dropped and what Go always
/// prints is there. This table is what is needed to do the same.
final class StructTable: Sendable {
    /// What a field, an element or a map's value is.
    indirect enum FieldType: Sendable {
        case string, bool, int32, int64, double
        case time, microTime, quantity, intOrString, bytes
        /// Kept as it is.
        case any
        /// A JSON schema, a list of them, or a boolean.
        case schemaOr
        case structure(Int)
        case list(FieldType)
        case map(FieldType)
    }

    enum Presence: Sendable {
        /// Held by value with `omitempty`: zero is the same as absent.
        case plain
        /// A pointer: zero is kept, absent is left out.
        case pointer
        /// Printed always; the zero value where it is absent.
        case always
        /// A pointer that is printed always, as null where it is absent.
        case alwaysNull
    }

    struct Field: Sendable {
        var name: String
        /// The first bytes of the name, to compare it by.
        var head: UInt64
        var type: FieldType
        var presence: Presence
        /// The Go name of its type where that is not the plain one: `v1.PullPolicy`.
        var goType: String?
        /// The embedded struct that it stands in.
        var embedded: String?
    }

    struct Structure: Sendable {
        /// `core.v1.PodSpec`
        var name: String
        /// `PodSpec`
        var goName: String
        /// In the byte order of their names.
        var fields: [Field]
    }

    let structures: [Structure]
    /// By name.
    let index: [String: Int]
    private let kinds: [String: Int]

    static let shared = StructTable(rows: structRows)

    /// The structure of a kind: `apps/v1`, `Deployment`. Nil where it is not known.
    func kind(apiVersion: String, kind: String) -> Int? {
        kinds[apiVersion.contains("/") ? "\(apiVersion)/\(kind)" : "/\(apiVersion)/\(kind)"]
    }

    private init(rows: String) {
        let lines = rows.split(separator: "\n").map {
            $0.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        }.filter { $0.count == 3 }
        var index: [String: Int] = [:]
        var kinds: [String: Int] = [:]
        for (position, line) in lines.enumerated() {
            index[String(line[0])] = position
            for kind in line[1].split(separator: ",") { kinds[String(kind)] = position }
        }
        self.index = index
        self.kinds = kinds
        structures = lines.map { line in
            Structure(
                name: String(line[0]), goName: String(line[0].split(separator: ".").last ?? ""),
                fields: line[2].split(separator: " ").compactMap { StructTable.field($0, index) })
        }
    }

    /// Reads `*name:type#GoType@Embedded`.
    private static func field(_ text: Substring, _ index: [String: Int]) -> Field? {
        var rest = text
        let presence: Presence
        switch rest.first {
        case "!": presence = .always
        case "?": presence = .alwaysNull
        case "*": presence = .pointer
        default: presence = .plain
        }
        if presence != .plain { rest = rest.dropFirst() }
        func cut(_ mark: Character) -> String? {
            guard let position = rest.lastIndex(of: mark) else { return nil }
            defer { rest = rest[..<position] }
            return String(rest[rest.index(after: position)...])
        }
        let embedded = cut("@")
        let goType = cut("#")
        guard let code = cut(":"), let type = type(code[...], index) else { return nil }
        return Field(
            name: String(rest), head: String(rest).headBytes, type: type, presence: presence, goType: goType,
            embedded: embedded)
    }

    private static func type(_ code: Substring, _ index: [String: Int]) -> FieldType? {
        switch code.first {
        case "s": .string
        case "b": .bool
        case "i": .int32
        case "l": .int64
        case "f": .double
        case "t": .time
        case "m": .microTime
        case "q": .quantity
        case "x": .intOrString
        case "y": .bytes
        case "a": .any
        case "j": .schemaOr
        case "&": index[String(code.dropFirst())].map { .structure($0) }
        case "[": type(code.dropFirst(), index).map { .list($0) }
        case "{": type(code.dropFirst(), index).map { .map($0) }
        default: nil
        }
    }
}

extension String {
    /// The first eight bytes as one number, zeros behind a shorter text: where two differ, the texts are ordered alike.
    var headBytes: UInt64 {
        var text = self
        return text.withUTF8 { bytes in
            var head: UInt64 = 0
            let count = min(8, bytes.count)
            for index in 0..<count { head = head << 8 | UInt64(bytes[index]) }
            return count == 0 ? 0 : head << UInt64(8 * (8 - count))
        }
    }
}

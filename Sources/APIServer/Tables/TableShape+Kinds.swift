import Kinds
import Model

extension TableShape {
    /// A built-in kind's own columns. A kind whose cells nobody wrote shows what its columns' names say.
    init(_ info: KindInfo) {
        guard !info.columns.isEmpty else {
            self = .nameAndAge
            return
        }
        let columns = info.columns.map {
            Column(name: $0.name, type: $0.type, format: $0.format, priority: $0.priority)
        }
        let writer = cellTable["\(info.type.group)/\(info.type.kind)"]
        let width = columns.count
        self.init(columns: columns) { object, now in
            guard let cells = writer?(object, now), cells.count >= width else {
                return columns.map { plainCell($0, object, now) }
            }
            return Array(cells.prefix(width))
        }
    }

    /// What a kind without columns of its own shows.
    static let nameAndAge = TableShape(
        columns: [Column(name: "Name", type: "string", format: "name"), Column(name: "Age", type: "date")],
        cells: { object, now in [Value(object.name), Value(age(of: object, at: now))] })
}

/// A column's cell by its name alone: `Controller` is `spec.controller` or `controller`.
private func plainCell(_ column: TableShape.Column, _ object: Value, _ now: Instant) -> Value {
    switch column.name {
    case "Name": return Value(object.name)
    case "Age": return Value(age(of: object, at: now))
    case "Created At": return object.metadata["creationTimestamp"] ?? .null
    default: break
    }
    let words = column.name.filter { $0 != " " && $0 != "-" }
    let field = words.prefix(1).lowercased() + words.dropFirst()
    let found = object.spec[field] ?? object[field] ?? object.status[field]
    switch (found, column.type) {
    case (let value?, "integer"): return value.array.map { Value($0.count) } ?? value
    case (let value?, _) where value.string != nil || value.bool != nil || value.int != nil: return value
    case (_, "integer"): return 0
    case (_, "boolean"): return false
    default: return "<none>"
    }
}

/// Since the creation, as kubectl shows it.
func age(of object: Value, at now: Instant) -> String {
    age(since: object.metadata["creationTimestamp"]?.string, at: now)
}

/// `<unknown>` where there is no time.
func age(since text: String?, at now: Instant) -> String {
    guard let text, let time = Instant(text) else { return "<unknown>" }
    return humanDuration(now - time)
}

import Kinds
import Model

extension TableShape {
    /// The columns that a CustomResourceDefinition names for a version, after the name; the age where it names none.
    init(definition: Value, version: String) {
        let named =
            definition.at("spec", "versions")?.elements.first { $0["name"]?.string == version }?[
                "additionalPrinterColumns"]?.elements ?? []
        guard !named.isEmpty else {
            self = .nameAndAge
            return
        }
        let columns = named.map { column in
            Column(
                name: column["name"]?.string ?? "", type: column["type"]?.string ?? "string",
                format: column["format"]?.string ?? "", description: column["description"]?.string ?? "",
                priority: column["priority"]?.int ?? 0)
        }
        let paths = named.map { FieldQuery($0["jsonPath"]?.string ?? "") }
        self.init(columns: [Column(name: "Name", type: "string", format: "name")] + columns) { object, now in
            [Value(object.name)] + zip(columns, paths).map { column, path in cell(path.first(in: object), column, now) }
        }
    }
}

/// As kube-apiserver writes the cells of custom columns: a value of another type than the column's is left out.
private func cell(_ value: Value?, _ column: TableShape.Column, _ now: Instant) -> Value {
    guard let value, !value.isNull else { return .null }
    switch column.type {
    case "date":
        guard let text = value.string else { return .null }
        return Value(Instant(text) == nil ? "<invalid>" : age(since: text, at: now))
    case "integer": return value.int.map { Value($0) } ?? value.number.map { Value(Int64($0)) } ?? .null
    case "number": return value.number.map { Value($0) } ?? .null
    case "boolean": return value.bool.map { Value($0) } ?? .null
    default: return value.string.map { Value($0) } ?? Value(value.json)
    }
}

import Model

/// An object with the fields that its schema declares; only those can be asked for.
struct CELObject: Sendable {
    let members: Members
    let type: CELObjectType

    /// A field by its escaped name; nil where the object does not have it, or has a null there.
    func find(_ name: String) throws(CELError) -> CELValue? {
        guard let field = type.fields[name], let value = members[field.name], !value.isNull else { return nil }
        return try field.shape.value(value)
    }
}

/// The fields of an object, by the names that rules use for them.
final class CELObjectType: Sendable {
    struct Field: Sendable {
        /// As the object has it.
        let name: String
        let shape: CELShape
    }

    let name: String
    let fields: [String: Field]
    /// The same by the names that objects use.
    let shapes: [String: CELShape]

    init(name: String, fields: [String: Field]) {
        self.name = name
        self.fields = fields
        shapes = Dictionary(fields.values.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
    }
}

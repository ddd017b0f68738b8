import Model

/// Deeper than this, values of custom resources are taken as they are.
let customDepthBound = 200

/// What a schema says against a value, as kube-openapi's validator says it.
struct SchemaCheck {
    private(set) var errors: [FieldError] = []
    /// How many checks were made: of several schemas that none fits, the one that got furthest is told about.
    var count = 0
    private var said: Set<String> = []

    mutating func add(_ error: FieldError) {
        if said.insert(error.description).inserted { errors.append(error) }
    }

    mutating func merge(_ other: SchemaCheck) {
        for error in other.errors { add(error) }
        count += other.count
    }

    var isValid: Bool { errors.isEmpty }

    /// An error about a field, whose name the message repeats: `spec.size in body should be …`.
    mutating func invalid(_ path: FieldTrail, _ value: Value, _ words: String) {
        add(
            FieldError(
                type: .invalid, field: path.schemaText, value: value, detail: "\(path.nameInBody) in body \(words)"))
    }

    mutating func typeInvalid(_ path: FieldTrail, _ type: String, _ found: String) {
        add(
            FieldError(
                type: .typeInvalid, field: path.schemaText, badValue: found.quotedAsGo,
                detail: "\(path.nameInBody) in body must be of type \(type): \(found.quotedAsGo)"))
    }

    /// An error about several schemas has no field.
    mutating func noneFits(_ path: FieldTrail, _ words: String) {
        add(
            FieldError(
                type: .invalid, field: "<nil>", badValue: "\"\"", detail: "\(path.nameInBody.quotedAsGo) must \(words)")
        )
    }
}

extension FieldTrail {
    /// The way as the validator writes it: map keys follow a dot, as fields do.
    var nameInBody: String {
        switch self {
        case .root: return ""
        case .field(let parent, let name), .key(let parent, let name):
            let head = parent.nameInBody
            return head.isEmpty ? name : "\(head).\(name)"
        case .index(let parent, let index): return "\(parent.nameInBody)[\(index)]"
        }
    }

    var schemaText: String {
        let text = nameInBody
        return text.isEmpty ? "<nil>" : text
    }
}

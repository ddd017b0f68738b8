import Model

/// A field of an object with the way to it: what validators walk over. The way is written out only for an error.
struct FieldView {
    /// Nil where the field is absent or null.
    let value: Value?
    let path: FieldTrail

    init(_ value: Value?, _ path: FieldTrail) {
        self.value = value?.isNull ?? true ? nil : value
        self.path = path
    }

    /// A whole object.
    init(object: Value) { self.init(object, .root) }

    subscript(name: String) -> FieldView { FieldView(value?[name], .field(path, name)) }

    func at(_ names: String...) -> FieldView { names.reduce(self) { $0[$1] } }

    /// A member of a map: `limits[cpu]`.
    func key(_ name: String) -> FieldView { FieldView(value?[name], .key(path, name)) }

    func index(_ index: Int) -> FieldView { FieldView(value?[index], .index(path, index)) }

    /// The elements of a list, each with its place.
    var items: [FieldView] {
        guard let elements = value?.array else { return [] }
        return elements.enumerated().map { FieldView($0.element, .index(path, $0.offset)) }
    }

    var exists: Bool { value != nil }
    /// Absent, null, or without content.
    var isEmpty: Bool { value?.isEmpty ?? true }
    var string: String { value?.string ?? "" }
    var int: Int { value?.int ?? 0 }
    var bool: Bool { value?.bool ?? false }
    var members: Members { value?.members ?? Members() }
    var count: Int { value?.array?.count ?? value?.object?.count ?? 0 }
}

/// The way to a field, last step first.
indirect enum FieldTrail {
    case root
    case field(FieldTrail, String)
    case index(FieldTrail, Int)
    case key(FieldTrail, String)

    var text: String {
        switch self {
        case .root: return ""
        case .field(let parent, let name):
            let head = parent.text
            return head.isEmpty ? name : "\(head).\(name)"
        case .index(let parent, let index): return "\(parent.text)[\(index)]"
        case .key(let parent, let key): return "\(parent.text)[\(key)]"
        }
    }
}

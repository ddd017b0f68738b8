extension Value {
    public var isNull: Bool { kind == .null }
    public var isObject: Bool { kind == .object }
    public var isArray: Bool { kind == .array }

    public var bool: Bool? { if case .bool(let value) = representation { value } else { nil } }
    public var string: String? { if case .string(let value) = representation { value } else { nil } }
    /// The value as an integer. A double is never one, not even `1.0`.
    public var int: Int? { if case .int(let value) = representation { Int(value) } else { nil } }
    /// An integer or a double.
    public var number: Double? {
        switch representation {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
    /// The elements where this is an array, else nil.
    public var array: [Value]? { if case .array(let value) = representation { value } else { nil } }
    /// The members where this is an object, else nil.
    public var object: Members? { if case .object(let value) = representation { value } else { nil } }

    /// The elements of an array; none for anything else.
    public var elements: [Value] { array ?? [] }
    /// The members of an object; none for anything else.
    public var members: Members { object ?? Members() }

    /// True for `{}`, `[]`, `""` and null.
    public var isEmpty: Bool {
        switch representation {
        case .null: true
        case .string(let value): value.isEmpty
        case .array(let value): value.isEmpty
        case .object(let value): value.isEmpty
        default: false
        }
    }

    /// A member of an object; nil where there is none or this is no object. Assigning to what is no object makes it
    /// one; assigning nil removes the member.
    public subscript(key: String) -> Value? {
        get { if case .object(let members) = representation { members[key] } else { nil } }
        set {
            var members = object ?? Members()
            representation = .null
            members[key] = newValue
            representation = .object(members)
        }
    }

    /// An element of an array; nil where there is none.
    public subscript(index: Int) -> Value? {
        guard case .array(let elements) = representation, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// What stands at the end of a chain of member names: `object.at("spec", "template", "spec")`.
    public func at(_ keys: String...) -> Value? { at(keys[...]) }

    public func at(_ keys: ArraySlice<String>) -> Value? {
        var current = self
        for key in keys {
            guard let next = current[key] else { return nil }
            current = next
        }
        return current
    }

    /// Sets what stands at the end of a chain of member names, making objects on the way; nil removes it, and makes
    /// nothing.
    public mutating func set(_ value: Value?, at keys: String...) { set(value, at: keys[...]) }

    public mutating func set(_ value: Value?, at keys: ArraySlice<String>) {
        guard let first = keys.first else {
            self = value ?? .null
            return
        }
        if keys.count == 1 {
            if value == nil, self[first] == nil { return }
            self[first] = value
            return
        }
        guard var child = self[first] ?? (value == nil ? nil : .emptyObject) else { return }
        child.set(value, at: keys.dropFirst())
        self[first] = child
    }

    /// Appends to an array; what is no array becomes one.
    public mutating func append(_ value: Value) {
        var elements = self.elements
        representation = .null
        elements.append(value)
        representation = .array(elements)
    }
}

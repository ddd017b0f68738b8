extension Value {
    public var isNull: Bool { kind == .null }
    public var isObject: Bool { kind == .object }
    public var isArray: Bool { kind == .array }

    public var bool: Bool? { if case .bool(let value) = representation { value } else { nil } }
    public var string: String? {
        switch representation {
        case .string(let value): value
        case .flat(let reference) where reference.kind == FlatNode.text: reference.string
        default: nil
        }
    }
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
    public var array: [Value]? {
        switch representation {
        case .array(let value): value
        case .flat(let reference) where reference.kind == FlatNode.array: reference.elements
        default: nil
        }
    }
    /// The members where this is an object, else nil.
    public var object: Members? {
        switch representation {
        case .object(let value): value
        case .flat(let reference) where reference.kind == FlatNode.object: Members(reference)
        default: nil
        }
    }

    /// The elements of an array; none for anything else.
    public var elements: [Value] { array ?? [] }
    /// The members of an object; none for anything else.
    public var members: Members { object ?? Members() }

    /// How many elements an array or members an object has; 0 for anything else.
    public var count: Int {
        switch representation {
        case .array(let value): value.count
        case .object(let value): value.count
        case .flat(let reference) where reference.kind != FlatNode.text: reference.count
        default: 0
        }
    }

    /// True for `{}`, `[]`, `""` and null.
    public var isEmpty: Bool {
        switch representation {
        case .null: true
        case .string(let value): value.isEmpty
        case .array(let value): value.isEmpty
        case .object(let value): value.isEmpty
        case .flat(let reference): reference.count == 0
        default: false
        }
    }

    /// A member of an object; nil where there is none or this is no object. Assigning to what is no object makes it
    /// one; assigning nil removes the member.
    public subscript(key: String) -> Value? {
        get {
            switch representation {
            case .object(let members): return members[key]
            case .flat(let reference) where reference.kind == FlatNode.object:
                return reference.find(key).map { reference.document.value($0) }
            default: return nil
            }
        }
        set {
            // Nothing to remove: what lies flat stays so.
            if newValue == nil, isObject, self[key] == nil { return }
            var members = object ?? Members()
            representation = .null
            members[key] = newValue
            representation = .object(members)
        }
    }

    /// An element of an array; nil where there is none.
    public subscript(index: Int) -> Value? {
        switch representation {
        case .array(let elements): return elements.indices.contains(index) ? elements[index] : nil
        case .flat(let reference) where reference.kind == FlatNode.array:
            guard index >= 0, index < reference.count else { return nil }
            return reference.document.value(reference.first + index)
        default: return nil
        }
    }

    /// What stands at the end of a chain of member names: `object.at("spec", "template", "spec")`.
    public func at(_ keys: String...) -> Value? { at(keys[...]) }

    public func at(_ keys: ArraySlice<String>) -> Value? {
        var current = self
        for (offset, key) in keys.enumerated() {
            if case .flat(let reference) = current.representation {
                return reference.value(at: keys.dropFirst(offset))
            }
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
        if value == nil, at(keys) == nil { return }
        var members = object ?? Members()
        representation = .null
        members.change(first) { $0.set(value, at: keys.dropFirst()) }
        representation = .object(members)
    }

    /// Appends to an array; what is no array becomes one.
    public mutating func append(_ value: Value) {
        var elements = self.elements
        representation = .null
        elements.append(value)
        representation = .array(elements)
    }
}

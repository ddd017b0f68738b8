extension Value: Hashable {
    /// By kind and content. Texts are equal where their bytes are.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left.representation, right.representation) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.double(let a), .double(let b)): a == b
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        case (.flat(let a), .flat(let b)): a == b
        case (.flat(let a), _): same(a, right)
        case (_, .flat(let b)): same(b, left)
        default: false
        }
    }

    private static func same(_ flat: FlatReference, _ built: Value) -> Bool {
        switch built.representation {
        case .string(var text) where flat.kind == FlatNode.text:
            text.withUTF8 { bytes in flat.document.withText(of: flat.index) { sameBytes($0, bytes) } }
        case .array(let elements) where flat.kind == FlatNode.array:
            elements.count == flat.count
                && elements.indices.allSatisfy { flat.document.value(flat.first + $0) == elements[$0] }
        case .object(let members) where flat.kind == FlatNode.object: members == Members(flat)
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        switch view {
        case .null: break
        case .bool(let value): hasher.combine(value)
        case .int(let value): hasher.combine(value)
        case .double(let value): hasher.combine(value)
        case .string(let value): hasher.combine(value)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}

extension Members: Hashable {
    public static func == (left: Members, right: Members) -> Bool {
        if let a = left.reference, let b = right.reference { return a == b }
        if left.isShared(with: right) { return true }
        return left.count == right.count && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for (key, value) in self {
            hasher.combine(key)
            hasher.combine(value)
        }
    }
}

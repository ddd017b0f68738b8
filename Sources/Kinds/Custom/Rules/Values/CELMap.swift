import Model

/// A map of a rule: one that it writes, or one of the object's.
struct CELMap: Sendable {
    private enum Storage: Sendable {
        case built([(key: CELValue, value: CELValue)], [CELKey: Int])
        case declared(Members, CELShape)
    }

    private var storage: Storage

    init() { storage = .built([], [:]) }

    /// A map of an object, whose values have this shape.
    init(_ members: Members, values: CELShape) { storage = .declared(members, values) }

    var count: Int {
        switch storage {
        case .built(let entries, _): entries.count
        case .declared(let members, _): members.count
        }
    }

    var keys: [CELValue] {
        switch storage {
        case .built(let entries, _): entries.map(\.key)
        case .declared(let members, _): members.keys.map { .string($0) }
        }
    }

    /// nil where there is no such key.
    func find(_ key: CELValue) throws(CELError) -> CELValue? {
        switch storage {
        case .built(let entries, let index):
            guard let key = CELKey(key), let place = index[key] else { return nil }
            return entries[place].value
        case .declared(let members, let shape):
            guard case .string(let name) = key, let value = members[name] else { return nil }
            return try shape.value(value)
        }
    }

    /// False where the key is there already.
    mutating func insert(_ key: CELValue, _ value: CELValue) throws(CELError) -> Bool {
        guard let hashed = CELKey(key) else { throw .message("unsupported key type: \(key.typeName)") }
        guard case .built(var entries, var index) = storage, index[hashed] == nil else { return false }
        storage = .built([], [:])
        index[hashed] = entries.count
        entries.append((key, value))
        storage = .built(entries, index)
        return true
    }
}

/// A key of a map; numbers are one key where they are equal, whatever their types.
enum CELKey: Hashable {
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(CELText)

    /// nil for what cannot be a key.
    init?(_ value: CELValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
        case .double(let value):
            if let whole = Int64(exactly: value) {
                self = .int(whole)
            } else if let whole = UInt64(exactly: value) {
                self = .uint(whole)
            } else {
                self = .double(value)
            }
        case .string(let value): self = .string(CELText(value))
        default: return nil
        }
    }
}

/// A text that is equal to another where its bytes are.
struct CELText: Hashable {
    let text: String
    init(_ text: String) { self.text = text }

    static func == (left: CELText, right: CELText) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

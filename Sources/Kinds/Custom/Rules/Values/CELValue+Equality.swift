import Model

extension CELValue {
    /// Whether two values are equal: numbers by amount, lists and maps by their elements, values of different types
    /// never. https://github.com/google/cel-spec/blob/master/doc/langdef.md#equality
    func equals(_ other: CELValue) throws(CELError) -> Bool {
        switch (self, other) {
        case (.null, .null): return true
        case (.bool(let a), .bool(let b)): return a == b
        case (.string(let a), .string(let b)): return a.utf8.elementsEqual(b.utf8)
        case (.bytes(let a), .bytes(let b)): return a == b
        case (.timestamp(let a), .timestamp(let b)): return a == b
        case (.duration(let a), .duration(let b)): return a == b
        case (.type(let a), .type(let b)): return a == b
        case (.opaque(let a), .opaque(let b)): return try a.equals(b)
        case (.list(let a), .list(let b)): return try a.equals(b)
        case (.map(let a), .map(let b)):
            guard a.count == b.count else { return false }
            for key in a.keys {
                guard let mine = try a.find(key), let others = try b.find(key), try mine.equals(others) else {
                    return false
                }
            }
            return true
        case (.object(let a), .object(let b)): return try a.equals(b)
        default: return order(numbers: other) == .same
        }
    }

    enum Order {
        case before, same, after
        init<T: Comparable>(_ left: T, _ right: T) { self = left < right ? .before : left == right ? .same : .after }
    }

    /// nil where one of the two is no number, or not a number.
    func order(numbers other: CELValue) -> Order? {
        switch (self, other) {
        case (.int(let a), .int(let b)): return Order(a, b)
        case (.uint(let a), .uint(let b)): return Order(a, b)
        case (.int(let a), .uint(let b)): return a < 0 ? .before : Order(UInt64(a), b)
        case (.uint(let a), .int(let b)): return b < 0 ? .after : Order(a, UInt64(b))
        case (.double(let a), .double(let b)): return a.isNaN || b.isNaN ? nil : Order(a, b)
        case (.double(let a), .int(let b)): return a.isNaN ? nil : Order(a, Double(b))
        case (.int(let a), .double(let b)): return b.isNaN ? nil : Order(Double(a), b)
        case (.double(let a), .uint(let b)): return a.isNaN ? nil : Order(a, Double(b))
        case (.uint(let a), .double(let b)): return b.isNaN ? nil : Order(Double(a), b)
        default: return nil
        }
    }

    /// nil where the two cannot be put in an order.
    func order(_ other: CELValue) -> Order? {
        switch (self, other) {
        case (.bool(let a), .bool(let b)): return Order(a ? 1 : 0, b ? 1 : 0)
        case (.string(let a), .string(let b)):
            return a.utf8.elementsEqual(b.utf8) ? .same : a.precedesInBytes(b) ? .before : .after
        case (.bytes(let a), .bytes(let b)):
            return a == b ? .same : a.lexicographicallyPrecedes(b) ? .before : .after
        case (.timestamp(let a), .timestamp(let b)): return Order(a, b)
        case (.duration(let a), .duration(let b)): return Order(a, b)
        default: return order(numbers: other)
        }
    }
}

extension CELList {
    /// Sets are equal in any order, and lists by keys too.
    func equals(_ other: CELList) throws(CELError) -> Bool {
        guard elements.count == other.elements.count else { return false }
        switch kind {
        case .plain:
            for (a, b) in zip(elements, other.elements) where try !a.equals(b) { return false }
            return true
        case .set:
            if let mine = Set(scalars: elements), let others = Set(scalars: other.elements) { return mine == others }
            for element in elements where try !other.holds(element) { return false }
            return true
        case .map(let names):
            var index: [[CELKey?]: CELValue] = [:]
            for element in other.elements { index[try element.mapKey(names)] = element }
            for element in elements {
                guard let match = index[try element.mapKey(names)], try element.equals(match) else { return false }
            }
            return true
        }
    }

    func holds(_ value: CELValue) throws(CELError) -> Bool {
        for element in elements where try element.equals(value) { return true }
        return false
    }

    /// Sets take in what they do not have; lists by keys take the other's elements in the place of their own.
    func adding(_ other: CELList) throws(CELError) -> CELList {
        switch kind {
        case .plain: return CELList(elements + other.elements)
        case .set:
            var result = self
            var known = Set(scalars: elements) ?? []
            let isScalar = known.count == elements.count
            for element in other.elements {
                if isScalar, let key = CELKey(element) {
                    if known.insert(key).inserted { result.elements.append(element) }
                } else if try !result.holds(element) {
                    result.elements.append(element)
                }
            }
            return result
        case .map(let names):
            var result = self
            var index: [[CELKey?]: Int] = [:]
            for (place, element) in elements.enumerated() { index[try element.mapKey(names)] = place }
            for element in other.elements {
                let key = try element.mapKey(names)
                if let place = index[key] {
                    result.elements[place] = element
                } else {
                    index[key] = result.elements.count
                    result.elements.append(element)
                }
            }
            return result
        }
    }
}

extension CELValue {
    /// Of an element of a list by keys.
    fileprivate func mapKey(_ names: [String]) throws(CELError) -> [CELKey?] {
        guard case .object(let object) = self else { return [] }
        var keys: [CELKey?] = []
        for name in names {
            let shape = object.type.shapes[name]
            let value = object.members[name]
            if let shape, let value { keys.append(CELKey(try shape.value(value))) } else { keys.append(nil) }
        }
        return keys
    }
}

extension Set<CELKey> {
    /// nil where one of the values is more than a scalar.
    fileprivate init?(scalars values: [CELValue]) {
        self.init()
        for value in values {
            guard let key = CELKey(value) else { return nil }
            insert(key)
        }
    }
}

extension CELObject {
    /// Fields that the schema does not declare are compared as they stand.
    fileprivate func equals(_ other: CELObject) throws(CELError) -> Bool {
        guard members.count == other.members.count else { return false }
        for (name, value) in members {
            guard let match = other.members[name] else { return false }
            guard let shape = type.shapes[name], let theirs = other.type.shapes[name] else {
                if value != match { return false }
                continue
            }
            if value == match, shape === theirs { continue }
            if try !shape.value(value).equals(theirs.value(match)) { return false }
        }
        return true
    }
}

extension CELOpaque {
    fileprivate func equals(_ other: CELOpaque) throws(CELError) -> Bool {
        switch (self, other) {
        case (.optional(nil), .optional(nil)): true
        case (.optional(let a?), .optional(let b?)): try a.value.equals(b.value)
        case (.quantity(let a), .quantity(let b)): a == b
        case (.url(let a), .url(let b)): a.text.utf8.elementsEqual(b.text.utf8)
        case (.ip(let a), .ip(let b)): a == b
        case (.cidr(let a, let length), .cidr(let b, let other)): a == b && length == other
        case (.semver(let a), .semver(let b)): a.order(b) == .same
        case (.image(let a), .image(let b)): a.text.utf8.elementsEqual(b.text.utf8)
        case (.format(let a), .format(let b)): a == b
        default: false
        }
    }
}

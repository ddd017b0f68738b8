import Model

/// Which value of the object before a change stood in the place of one after it.
struct Correlation {
    private var new: Value?
    private var old: Value?
    /// Whether the nearest value around that has a counterpart is as it was.
    private var isParentUnchanged = false

    init(new: Value, old: Value?) {
        self.new = old == nil ? nil : new
        self.old = old
    }

    private init(parent: Correlation, new: Value?, old: Value?) {
        self.new = new
        self.old = old
        isParentUnchanged = parent.isUnchanged
    }

    /// The value is as it was, or stands in one that is.
    var isUnchanged: Bool {
        guard let new, let old else { return isParentUnchanged }
        return new == old
    }

    func member(_ name: String) -> Correlation {
        guard let new = new?[name], let old = old?[name] else { return Correlation(parent: self, new: nil, old: nil) }
        return Correlation(parent: self, new: new, old: old)
    }

    /// An element of a list: by its keys, where it has a match; of a set the equal one; of other lists none.
    func element(_ element: Value, _ match: Value?, isSet: Bool) -> Correlation {
        if isSet, old?.elements.contains(element) ?? false {
            return Correlation(parent: self, new: element, old: element)
        }
        return Correlation(parent: self, new: match == nil ? nil : element, old: match)
    }
}

/// The elements of a list before a change, by their keys.
struct OldElements {
    private var byKeys: [Value: Value] = [:]
    private let names: [String]

    init(_ list: Value?, keys: [String]) {
        names = keys
        for element in list?.elements ?? [] { byKeys[key(element)] = element }
    }

    subscript(element: Value) -> Value? { byKeys.isEmpty ? nil : byKeys[key(element)] }

    private func key(_ element: Value) -> Value { Value(names.map { element[$0] ?? .null }) }
}

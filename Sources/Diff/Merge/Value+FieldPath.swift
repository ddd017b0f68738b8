public import Model

extension Value {
    /// What stands at the end of a path; nil where there is nothing. An element of a map list is found by the keys it
    /// names; a key that it leaves out (a default) fits any.
    public func at(_ path: FieldPath) -> Value? {
        var current = self
        for step in path.elements {
            let next: Value? =
                switch step {
                case .field(let name): current[name]
                case .index(let index): current[index]
                case .value(let value): current.elements.first { $0 == value }
                case .key(let parts):
                    current.elements.first { $0.isObject && $0.fits(parts, exactly: true) }
                        ?? current.elements.first { $0.isObject && $0.fits(parts, exactly: false) }
                }
            guard let next else { return nil }
            current = next
        }
        return current
    }

    private func fits(_ parts: [FieldPath.KeyPart], exactly: Bool) -> Bool {
        parts.allSatisfy { part in self[part.name].map { $0 == part.value } ?? !exactly }
    }
}

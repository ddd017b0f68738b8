import Model

extension FieldSet {
    public func union(_ other: FieldSet) -> FieldSet {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return combined(with: other, isMember: isMember || other.isMember) { left, right in
            guard let left else { return right }
            guard let right else { return left }
            return left.union(right)
        }
    }

    public func intersection(_ other: FieldSet) -> FieldSet {
        combined(with: other, isMember: isMember && other.isMember) { left, right in
            guard let left, let right else { return nil }
            return left.intersection(right)
        }
    }

    /// Without the very fields in `other`; what is below them stays.
    public func subtracting(_ other: FieldSet) -> FieldSet {
        if other.isEmpty { return self }
        return combined(with: other, isMember: isMember && !other.isMember) { left, right in
            guard let left, let right else { return left }
            return left.subtracting(right)
        }
    }

    /// Without the fields in `other` and everything below them.
    public func subtractingWholly(_ other: FieldSet) -> FieldSet {
        if other.isEmpty { return self }
        return combined(with: other, isMember: isMember && !other.isMember) { left, right in
            guard let left, let right else { return left }
            return right.isMember ? nil : left.subtractingWholly(right)
        }
    }

    /// With every field of a structure or map that has fields of its own in the set. Elements of lists stay as they
    /// are.
    func withParents() -> FieldSet {
        FieldSet(
            isMember: isMember,
            entries: entries.map { entry in
                var set = entry.set.withParents()
                if entry.name.hasPrefix("f:") { set.isMember = true }
                return Entry(name: entry.name, set: set)
            })
    }

    /// Walks both sets' names in order; what comes out empty is left out.
    private func combined(
        with other: FieldSet, isMember: Bool, _ combine: (FieldSet?, FieldSet?) -> FieldSet?
    ) -> FieldSet {
        var result: [Entry] = []
        result.reserveCapacity(max(entries.count, other.entries.count))
        func add(_ name: String, _ set: FieldSet?) {
            if let set, !set.isEmpty { result.append(Entry(name: name, set: set)) }
        }
        var left = 0
        var right = 0
        while left < entries.count || right < other.entries.count {
            if left < entries.count, right < other.entries.count, entries[left].name == other.entries[right].name {
                add(entries[left].name, combine(entries[left].set, other.entries[right].set))
                left += 1
                right += 1
            } else if right >= other.entries.count
                || (left < entries.count && entries[left].name.precedesInBytes(other.entries[right].name))
            {
                add(entries[left].name, combine(entries[left].set, nil))
                left += 1
            } else {
                add(other.entries[right].name, combine(nil, other.entries[right].set))
                right += 1
            }
        }
        return FieldSet(isMember: isMember, entries: result)
    }
}

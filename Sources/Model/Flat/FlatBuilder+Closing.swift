extension FlatBuilder {
    /// Closes the container that was opened last.
    public mutating func end() {
        guard let frame = frames.popLast() else { return }
        if frame.isObject { sortMembers(from: frame.base) }
        let count = stack.count - frame.base
        let first = nodes.count
        let children = nodes.extend(by: count)
        let pending = stack.base + frame.base
        var hash: UInt64 = frame.isObject ? 0x6f62 : 0x6172
        var weight: UInt64 = 1
        for index in 0..<count {
            let node = pending[index].node
            children[index] = node
            weight &+= UInt64(pending[index].weight)
            hash = FlatHash.mix(hash, UInt64(node.hash) | UInt64(keyHash(node.key)) << 32)
        }
        if frame.isObject { weight &+= UInt64(count) }
        stack.removeLast(count)
        nextKey = frame.key
        nextPrefix = frame.prefix
        nextMark = frame.mark
        push(
            FlatNode(
                kind: frame.isObject ? FlatNode.object : FlatNode.array, a: UInt32(truncatingIfNeeded: first),
                b: UInt32(truncatingIfNeeded: count), hash: FlatHash.fold(FlatHash.mix(hash, UInt64(count)))),
            weight: UInt32(clamping: weight))
    }

    /// A key of the shared table has one number in all documents, another may have any.
    @inline(__always)
    private func keyHash(_ number: UInt32) -> UInt32 {
        number & FlatDocument.ownKey == 0 ? number : ownKeys[Int(number ^ FlatDocument.ownKey)].hash
    }

    /// The order of two keys whose prefixes are the same.
    @inline(never)
    private func order(_ left: UInt32, _ right: UInt32) -> Int {
        if left == right { return 0 }
        let (a, b) = (entry(left), entry(right))
        return KeyEntry.compare(a.prefix, a.bytes, b.prefix, b.bytes)
    }

    func entry(_ number: UInt32) -> KeyEntry {
        number & FlatDocument.ownKey == 0
            ? table.entries[Int(number)] : ownKeys[Int(number ^ FlatDocument.ownKey)]
    }

    /// Brings the members from `base` on into the order of their keys. Of two with one key the later stays.
    @inline(__always)
    private mutating func sortMembers(from base: Int) {
        let count = stack.count - base
        let members = stack.base + base
        // Often they are in order already.
        var sorted = 1
        while sorted < count, members[sorted - 1].prefix < members[sorted].prefix { sorted += 1 }
        if sorted < count { sortMembers(from: base, sorted: sorted) }
    }

    /// The first `sorted` members are in order.
    @inline(never)
    private mutating func sortMembers(from base: Int, sorted: Int) {
        let count = stack.count - base
        if count > 48 { return sortMany(from: base) }
        let members = stack.base + base
        var hasDuplicates = false
        for index in sorted..<count {
            let member = members[index]
            var place = index
            while place > 0 {
                let before = members[place - 1]
                if before.prefix < member.prefix { break }
                if before.prefix == member.prefix {
                    let order = order(before.node.key, member.node.key)
                    if order == 0 { hasDuplicates = true }
                    if order <= 0 { break }
                }
                members[place] = before
                place -= 1
            }
            members[place] = member
        }
        if hasDuplicates { dropDuplicates(from: base) }
    }

    /// Insertion sort would be quadratic on a large object.
    private mutating func sortMany(from base: Int) {
        let members = (base..<stack.count).map { stack[$0] }.enumerated().sorted { left, right in
            if left.element.prefix != right.element.prefix { return left.element.prefix < right.element.prefix }
            let order = order(left.element.node.key, right.element.node.key)
            return order == 0 ? left.offset < right.offset : order < 0
        }
        for (offset, member) in members.enumerated() { stack[base + offset] = member.element }
        dropDuplicates(from: base)
    }

    private mutating func dropDuplicates(from base: Int) {
        var kept = base
        for index in (base + 1)..<max(base + 1, stack.count) {
            let (previous, current) = (stack[kept], stack[index])
            if previous.node.key == current.node.key {
                if duplicates.count < 100 {
                    duplicates.append(
                        Duplicate(
                            key: entry(current.node.key).text, first: previous.mark, second: current.mark,
                            isMerged: previous.isMerged || current.isMerged))
                }
            } else {
                kept += 1
            }
            stack[kept] = current
        }
        if stack.count > kept + 1 { stack.removeLast(stack.count - kept - 1) }
    }
}

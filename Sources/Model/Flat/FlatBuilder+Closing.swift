extension FlatBuilder {
    /// Closes the container that was opened last.
    public mutating func end() {
        guard let frame = frames.popLast() else { return }
        if frame.isObject { sortMembers(from: frame.base) }
        let first = nodes.count
        var hash: UInt64 = frame.isObject ? 0x6f62 : 0x6172
        var weight: UInt32 = 1
        for index in frame.base..<stack.count {
            let node = stack[index].node
            nodes.append(node)
            let (sum, overflow) = weight.addingReportingOverflow(stack[index].weight)
            weight = overflow || sum == .max ? .max : sum + (frame.isObject ? 1 : 0)
            if frame.isObject { hash = FlatHash.mix(hash, UInt64(keyHash(node.key))) }
            hash = FlatHash.mix(hash, UInt64(node.hash) ^ 0x5bd1_e995_0000_0000)
        }
        let count = stack.count - frame.base
        stack.removeLast(count)
        nextKey = frame.key
        nextMark = frame.mark
        push(
            FlatNode(
                kind: frame.isObject ? FlatNode.object : FlatNode.array, a: UInt32(truncatingIfNeeded: first),
                b: UInt32(truncatingIfNeeded: count), hash: FlatHash.fold(FlatHash.mix(hash, UInt64(count)))),
            weight: weight)
    }

    private func keyHash(_ number: UInt32) -> UInt32 {
        number & FlatDocument.ownKey == 0
            ? table.entries[Int(number)].hash : ownKeys[Int(number ^ FlatDocument.ownKey)].hash
    }

    private func order(_ left: UInt32, _ right: UInt32) -> Int {
        if left == right { return 0 }
        if (left | right) & FlatDocument.ownKey == 0 {
            let (a, b) = (table.entries + Int(left), table.entries + Int(right))
            if a.pointee.prefix != b.pointee.prefix { return a.pointee.prefix < b.pointee.prefix ? -1 : 1 }
            return KeyEntry.compare(a.pointee.prefix, a.pointee.bytes, b.pointee.prefix, b.pointee.bytes)
        }
        let (a, b) = (entry(left), entry(right))
        return KeyEntry.compare(a.prefix, a.bytes, b.prefix, b.bytes)
    }

    private func entry(_ number: UInt32) -> KeyEntry {
        number & FlatDocument.ownKey == 0
            ? table.entries[Int(number)] : ownKeys[Int(number ^ FlatDocument.ownKey)]
    }

    /// Brings the members from `base` on into the order of their keys. Of two with one key the later stays.
    private mutating func sortMembers(from base: Int) {
        if stack.count - base > 48 {
            sortMany(from: base)
            return
        }
        var hasDuplicates = false
        var index = base + 1
        while index < stack.count {
            var place = index
            let key = stack[index].node.key
            while place > base {
                let order = order(stack[place - 1].node.key, key)
                if order == 0 { hasDuplicates = true }
                if order <= 0 { break }
                place -= 1
            }
            if place < index {
                let moved = stack[index]
                var position = index
                while position > place {
                    stack[position] = stack[position - 1]
                    position -= 1
                }
                stack[place] = moved
            }
            index += 1
        }
        if hasDuplicates { dropDuplicates(from: base) }
    }

    /// Insertion sort would be quadratic on a large object.
    private mutating func sortMany(from base: Int) {
        let members = (base..<stack.count).map { stack[$0] }.enumerated().sorted { left, right in
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

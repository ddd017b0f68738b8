/// Kubernetes' list library, and cel-go's newer one.
/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library
let celLists: [CELFunction] = [
    CELFunction(ordered { "list<\($0)>: isSorted() -> bool" }) { machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        try machine.charge(list.elements.count)
        for (first, second) in zip(list.elements, list.elements.dropFirst()) {
            guard let order = first.order(second) else { return nil }
            if order == .after { return .bool(false) }
        }
        return .bool(true)
    },
    CELFunction(["int", "uint", "double", "duration"].map { "list<\($0)>: sum() -> \($0)" }) {
        machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        try machine.charge(list.elements.count)
        guard var sum = list.elements.first else { return list.element == .duration ? .duration(0) : .int(0) }
        for element in list.elements.dropFirst() {
            guard let next = try CELFunctionSet.all["_+_"]?.call(&machine, [sum, element]) else { return nil }
            sum = next
        }
        return sum
    },
    extreme("min", .before), extreme("max", .after),
    CELFunction("list<A>: indexOf(A) -> int") { machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        try machine.charge(list.elements.count)
        for (index, element) in list.elements.enumerated() where try element.equals(values[1]) {
            return .int(Int64(index))
        }
        return .int(-1)
    },
    CELFunction("list<A>: lastIndexOf(A) -> int") { machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        try machine.charge(list.elements.count)
        for (index, element) in list.elements.enumerated().reversed() where try element.equals(values[1]) {
            return .int(Int64(index))
        }
        return .int(-1)
    },
    CELFunction("list<A>: distinct() -> list<A>") { machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        var seen: Set<CELKey> = []
        var kept = CELList([])
        for element in list.elements {
            try machine.charge(1)
            if let key = CELKey(element) {
                if seen.insert(key).inserted { kept.elements.append(element) }
            } else {
                try machine.charge(kept.elements.count)
                if try !kept.holds(element) { kept.elements.append(element) }
            }
        }
        return .list(kept)
    },
    CELFunction("list<list<A>>: flatten() -> list<A>", "list<dyn>: flatten(int) -> list<dyn>") {
        machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        var levels = 1
        if values.count > 1 {
            guard case .int(let number) = values[1] else { return nil }
            if number < 0 { throw .message("level must be non-negative") }
            levels = Int(min(number, 50))
        }
        var elements = list.elements
        for _ in 0..<levels {
            try machine.charge(elements.count)
            elements = elements.flatMap { element -> [CELValue] in
                if case .list(let inner) = element { inner.elements } else { [element] }
            }
        }
        return .list(elements)
    },
    CELFunction("list<A>: slice(int, int) -> list<A>") { _, values throws(CELError) in
        guard case .list(let list) = values[0], case .int(let start) = values[1], case .int(let end) = values[2] else {
            return nil
        }
        if start < 0 || end < 0 {
            throw .message("cannot slice(\(start), \(end)), negative indexes not supported")
        }
        if start > end {
            throw .message("cannot slice(\(start), \(end)), start index must be less than or equal to end index")
        }
        if end > Int64(list.elements.count) {
            throw .message("cannot slice(\(start), \(end)), list is length \(list.elements.count)")
        }
        return .list(Array(list.elements[Int(start)..<Int(end)]))
    },
    CELFunction("list<A>: reverse() -> list<A>") { machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        try machine.charge(list.elements.count)
        return .list(list.elements.reversed())
    },
    CELFunction(ordered { "list<\($0)>: sort() -> list<\($0)>" }) { machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        guard let first = list.elements.first else { return .list([]) }
        try machine.charge(list.elements.count * 10)
        for element in list.elements where element.typeName != first.typeName || element.order(first) == nil {
            throw .message("list elements must have the same type")
        }
        return .list(list.elements.sorted { $0.order($1) == .before })
    },
    CELFunction("lists.range(int) -> list<int>") { machine, values throws(CELError) in
        guard case .int(let count) = values[0] else { return nil }
        if count < 0 { return .list([]) }
        try machine.charge(Int(clamping: count))
        return .list((0..<count).map { .int($0) })
    },
    CELFunction("list<A>: first() -> ?A") { _, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        return list.elements.first.map { .optional($0) } ?? .optionalNone
    },
    CELFunction("list<A>: last() -> ?A") { _, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        return list.elements.last.map { .optional($0) } ?? .optionalNone
    },
]

/// One form for each type that has an order.
private func ordered(_ form: (String) -> String) -> [String] {
    ["int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes"].map(form)
}

private func extreme(_ name: String, _ wanted: CELValue.Order) -> CELFunction {
    CELFunction(ordered { "list<\($0)>: \(name)() -> \($0)" }) { machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        try machine.charge(list.elements.count)
        guard var best = list.elements.first else { throw .message("\(name) called on empty list") }
        for element in list.elements.dropFirst() {
            guard let order = element.order(best) else { return nil }
            if order == wanted { best = element }
        }
        return best
    }
}

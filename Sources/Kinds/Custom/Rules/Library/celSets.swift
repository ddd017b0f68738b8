/// https://pkg.go.dev/github.com/google/cel-go/ext#Sets
let celSets: [CELFunction] = [
    sets("contains") { list, others, machine throws(CELError) in try all(of: others, in: list, &machine) },
    sets("equivalent") { list, others, machine throws(CELError) in
        if try !all(of: others, in: list, &machine) { return false }
        return try all(of: list, in: others, &machine)
    },
    sets("intersects") { list, others, machine throws(CELError) in
        for element in others.elements {
            try machine.charge(list.elements.count)
            if try list.holds(element) { return true }
        }
        return false
    },
]

private func all(of elements: CELList, in list: CELList, _ machine: inout CELMachine) throws(CELError) -> Bool {
    for element in elements.elements {
        try machine.charge(list.elements.count)
        if try !list.holds(element) { return false }
    }
    return true
}

private func sets(
    _ name: String, _ holds: @escaping @Sendable (CELList, CELList, inout CELMachine) throws(CELError) -> Bool
) -> CELFunction {
    CELFunction("sets.\(name)(list<A>, list<A>) -> bool") { machine, values throws(CELError) in
        guard case .list(let list) = values[0], case .list(let others) = values[1] else { return nil }
        return .bool(try holds(list, others, &machine))
    }
}

/// Calls, and the macros among them. https://github.com/google/cel-spec/blob/master/doc/langdef.md#macros
extension CELParser {
    mutating func globalCall(_ place: Int, _ name: String, _ arguments: [CELNode]) throws(Failure) -> CELNode {
        if name == "has", arguments.count == 1 {
            guard case .select(let operand, let field, isTest: false, isOptional: false) = arguments[0].content else {
                issue(arguments[0].place, "invalid argument to has() macro")
                throw Failure()
            }
            return try node(place, .select(operand, field, isTest: true, isOptional: false), over: [operand])
        }
        return try call(place, name, arguments)
    }

    mutating func memberCall(
        _ place: Int, _ target: CELNode, _ name: String, _ arguments: [CELNode]
    ) throws(Failure) -> CELNode {
        if name == "bind", arguments.count == 3, target.qualifiedName == "cel" {
            let names = try variables(
                arguments.prefix(1), "cel.bind() variable names must be simple identifiers")
            return try comprehension(place, .bind, arguments[1], names, [arguments[2]])
        }
        if let macro = CELParser.macros[name]?.first(where: { $0.count == arguments.count }) {
            let names = try variables(arguments.prefix(macro.variables), macro.complaint)
            return try comprehension(place, macro.kind, target, names, Array(arguments.dropFirst(macro.variables)))
        }
        if let space = target.qualifiedName, function("\(space).\(name)") != nil {
            return try call(place, "\(space).\(name)", arguments)
        }
        return try call(place, name, isMember: true, [target] + arguments)
    }

    private struct Macro {
        let kind: CELComprehension.Kind
        let count: Int
        let variables: Int
        let complaint: String

        init(_ kind: CELComprehension.Kind, _ count: Int, _ variables: Int, _ complaint: String = simple) {
            self.kind = kind
            self.count = count
            self.variables = variables
            self.complaint = complaint
        }
    }

    private static let simple = "argument must be a simple name"
    private static let word = "argument is not an identifier"

    /// By name and count of arguments; the first arguments name the variables.
    private static let macros: [String: [Macro]] = [
        "all": [Macro(.all, 2, 1), Macro(.all, 3, 2)],
        "exists": [Macro(.exists, 2, 1), Macro(.exists, 3, 2)],
        "exists_one": [Macro(.existsOne, 2, 1)],
        "existsOne": [Macro(.existsOne, 2, 1), Macro(.existsOne, 3, 2)],
        "map": [Macro(.map, 2, 1, word), Macro(.map, 3, 1, word)],
        "filter": [Macro(.filter, 2, 1, word)],
        "sortBy": [Macro(.sortBy, 2, 1, word)],
        "transformList": [Macro(.transformList, 3, 2), Macro(.transformList, 4, 2)],
        "transformMap": [Macro(.transformMap, 3, 2), Macro(.transformMap, 4, 2)],
        "transformMapEntry": [Macro(.transformMapEntry, 3, 2), Macro(.transformMapEntry, 4, 2)],
        "optMap": [Macro(.optMap, 2, 1, "optMap() variable name must be a simple identifier")],
        "optFlatMap": [Macro(.optFlatMap, 2, 1, "optFlatMap() variable name must be a simple identifier")],
    ]

    private mutating func variables(
        _ arguments: ArraySlice<CELNode>, _ complaint: String
    ) throws(Failure) -> [String] {
        var names: [String] = []
        for argument in arguments {
            guard case .identifier(let name) = argument.content else {
                issue(argument.place, complaint)
                throw Failure()
            }
            if names.contains(name) {
                issue(argument.place, "duplicate variable name: \(name)")
                throw Failure()
            }
            names.append(name)
        }
        return names
    }

    private mutating func comprehension(
        _ place: Int, _ kind: CELComprehension.Kind, _ range: CELNode, _ variables: [String], _ steps: [CELNode]
    ) throws(Failure) -> CELNode {
        try node(
            place, .comprehension(CELComprehension(kind: kind, range: range, variables: variables, steps: steps)),
            over: [range] + steps)
    }
}

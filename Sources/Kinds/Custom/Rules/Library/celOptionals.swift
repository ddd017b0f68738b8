/// https://pkg.go.dev/github.com/google/cel-go/cel#OptionalTypes
let celOptionals: [CELFunction] = [
    CELFunction("optional.of(A) -> ?A") { _, values throws(CELError) in .optional(values[0]) },
    CELFunction("optional.none() -> ?A") { _, _ throws(CELError) in .optionalNone },
    CELFunction("optional.ofNonZeroValue(A) -> ?A") { _, values throws(CELError) in
        values[0].isZero ? .optionalNone : .optional(values[0])
    },
    CELFunction("?A: hasValue() -> bool") { _, values throws(CELError) in
        guard case .opaque(.optional(let box)) = values[0] else { return nil }
        return .bool(box != nil)
    },
    CELFunction("?A: value() -> A") { _, values throws(CELError) in
        guard case .opaque(.optional(let box)) = values[0] else { return nil }
        guard let box else { throw .message("optional.none() dereference") }
        return box.value
    },
    CELFunction("?A: orValue(A) -> A") { _, values throws(CELError) in
        guard case .opaque(.optional(let box)) = values[0] else { return nil }
        return box?.value ?? values[1]
    },
    CELFunction("?A: or(?A) -> ?A") { _, values throws(CELError) in
        guard case .opaque(.optional(let box)) = values[0] else { return nil }
        return box == nil ? values[1] : values[0]
    },
    CELFunction("optional.unwrap(list<?A>) -> list<A>", "list<?A>: unwrapOpt() -> list<A>") {
        machine, values throws(CELError) in
        guard case .list(let list) = values[0] else { return nil }
        try machine.charge(list.elements.count)
        var kept: [CELValue] = []
        for element in list.elements {
            guard case .opaque(.optional(let box)) = element else { return nil }
            if let box { kept.append(box.value) }
        }
        return .list(kept)
    },
]

extension CELValue {
    /// False, 0, an empty text, list, map or object, and null.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let flag): !flag
        case .int(let number): number == 0
        case .uint(let number): number == 0
        case .double(let number): number == 0
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.elements.isEmpty
        case .map(let map): map.count == 0
        case .object(let object): object.members.isEmpty
        case .duration(let span): span == 0
        case .timestamp(let moment): moment.seconds == CELTimestamp.earliest && moment.nanos == 0
        case .opaque(.optional(let box)): box == nil
        default: false
        }
    }
}

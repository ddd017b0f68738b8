/// Numbers never wrap around; moments and durations stay within their bounds.
let celArithmetic: [CELFunction] = [
    CELFunction(
        "_+_(int, int) -> int", "_+_(uint, uint) -> uint", "_+_(double, double) -> double",
        "_+_(string, string) -> string", "_+_(bytes, bytes) -> bytes", "_+_(list<A>, list<A>) -> list<A>",
        "_+_(timestamp, duration) -> timestamp", "_+_(duration, timestamp) -> timestamp",
        "_+_(duration, duration) -> duration"
    ) { machine, values throws(CELError) in
        switch (values[0], values[1]) {
        case (.int(let a), .int(let b)): return .int(try whole(a.addingReportingOverflow(b), .intOverflow))
        case (.uint(let a), .uint(let b)): return .uint(try whole(a.addingReportingOverflow(b), .uintOverflow))
        case (.double(let a), .double(let b)): return .double(a + b)
        case (.string(let a), .string(let b)):
            try machine.charge((a.utf8.count + b.utf8.count) / 10)
            return .string(a + b)
        case (.bytes(let a), .bytes(let b)):
            try machine.charge((a.count + b.count) / 10)
            return .bytes(a + b)
        case (.list(let a), .list(let b)):
            try machine.charge((a.elements.count + b.elements.count) / 10)
            return .list(try a.adding(b))
        case (.timestamp(let moment), .duration(let span)), (.duration(let span), .timestamp(let moment)):
            guard let sum = moment.adding(nanoseconds: span) else { throw .timestampOverflow }
            return .timestamp(sum)
        case (.duration(let a), .duration(let b)):
            return .duration(try whole(a.addingReportingOverflow(b), .durationOverflow))
        default: return nil
        }
    },
    CELFunction(
        "_-_(int, int) -> int", "_-_(uint, uint) -> uint", "_-_(double, double) -> double",
        "_-_(timestamp, timestamp) -> duration", "_-_(timestamp, duration) -> timestamp",
        "_-_(duration, duration) -> duration"
    ) { _, values throws(CELError) in
        switch (values[0], values[1]) {
        case (.int(let a), .int(let b)): return .int(try whole(a.subtractingReportingOverflow(b), .intOverflow))
        case (.uint(let a), .uint(let b)):
            return .uint(try whole(a.subtractingReportingOverflow(b), .uintOverflow))
        case (.double(let a), .double(let b)): return .double(a - b)
        case (.timestamp(let a), .timestamp(let b)):
            guard let span = a.difference(from: b) else { throw .durationOverflow }
            return .duration(span)
        case (.timestamp(let moment), .duration(let span)):
            guard span != .min, let difference = moment.adding(nanoseconds: -span) else { throw .timestampOverflow }
            return .timestamp(difference)
        case (.duration(let a), .duration(let b)):
            return .duration(try whole(a.subtractingReportingOverflow(b), .durationOverflow))
        default: return nil
        }
    },
    CELFunction("_*_(int, int) -> int", "_*_(uint, uint) -> uint", "_*_(double, double) -> double") {
        _, values throws(CELError) in
        switch (values[0], values[1]) {
        case (.int(let a), .int(let b)): return .int(try whole(a.multipliedReportingOverflow(by: b), .intOverflow))
        case (.uint(let a), .uint(let b)):
            return .uint(try whole(a.multipliedReportingOverflow(by: b), .uintOverflow))
        case (.double(let a), .double(let b)): return .double(a * b)
        default: return nil
        }
    },
    CELFunction("_/_(int, int) -> int", "_/_(uint, uint) -> uint", "_/_(double, double) -> double") {
        _, values throws(CELError) in
        switch (values[0], values[1]) {
        case (.int(let a), .int(let b)):
            if b == 0 { throw .message("division by zero") }
            return .int(try whole(a.dividedReportingOverflow(by: b), .intOverflow))
        case (.uint(let a), .uint(let b)):
            if b == 0 { throw .message("division by zero") }
            return .uint(a / b)
        case (.double(let a), .double(let b)): return .double(a / b)
        default: return nil
        }
    },
    CELFunction("_%_(int, int) -> int", "_%_(uint, uint) -> uint") { _, values throws(CELError) in
        switch (values[0], values[1]) {
        case (.int(let a), .int(let b)):
            if b == 0 { throw .message("modulus by zero") }
            return .int(try whole(a.remainderReportingOverflow(dividingBy: b), .intOverflow))
        case (.uint(let a), .uint(let b)):
            if b == 0 { throw .message("modulus by zero") }
            return .uint(a % b)
        default: return nil
        }
    },
]

private func whole<T>(_ result: (partialValue: T, overflow: Bool), _ error: CELError) throws(CELError) -> T {
    if result.overflow { throw error }
    return result.partialValue
}

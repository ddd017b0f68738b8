import Model

/// https://github.com/google/cel-spec/blob/master/doc/langdef.md#type-conversions
let celConversions: [CELFunction] = [
    CELFunction("type(A) -> type<A>") { _, values throws(CELError) in .type(values[0].typeName) },
    CELFunction("dyn(A) -> dyn") { _, values throws(CELError) in values[0] },
    CELFunction("bool(bool) -> bool", "bool(string) -> bool") { _, values throws(CELError) in
        switch values[0] {
        case .bool: return values[0]
        case .string(let text):
            if ["1", "t", "T", "TRUE", "true", "True"].contains(text) { return .bool(true) }
            if ["0", "f", "F", "FALSE", "false", "False"].contains(text) { return .bool(false) }
            throw unread("ParseBool", text)
        default: return nil
        }
    },
    CELFunction(
        "int(int) -> int", "int(uint) -> int", "int(double) -> int", "int(string) -> int", "int(timestamp) -> int",
        "int(duration) -> int"
    ) { _, values throws(CELError) in
        switch values[0] {
        case .int: return values[0]
        case .uint(let number):
            guard let whole = Int64(exactly: number) else { throw .intOverflow }
            return .int(whole)
        case .double(let number):
            guard number > -9_223_372_036_854_775_808, number < 9_223_372_036_854_775_808 else { throw .intOverflow }
            return .int(Int64(number))
        case .string(let text):
            guard let number = Int64(text) else { throw unread("ParseInt", text) }
            return .int(number)
        case .timestamp(let moment): return .int(moment.seconds)
        case .duration(let span): return .int(span)
        default: return nil
        }
    },
    CELFunction("uint(uint) -> uint", "uint(int) -> uint", "uint(double) -> uint", "uint(string) -> uint") {
        _, values throws(CELError) in
        switch values[0] {
        case .uint: return values[0]
        case .int(let number):
            guard let whole = UInt64(exactly: number) else { throw .uintOverflow }
            return .uint(whole)
        case .double(let number):
            guard number >= 0, number < 18_446_744_073_709_551_616 else { throw .uintOverflow }
            return .uint(UInt64(number))
        case .string(let text):
            guard !text.hasPrefix("+"), let number = UInt64(text) else { throw unread("ParseUint", text) }
            return .uint(number)
        default: return nil
        }
    },
    CELFunction(
        "double(double) -> double", "double(int) -> double", "double(uint) -> double", "double(string) -> double"
    ) {
        _, values throws(CELError) in
        switch values[0] {
        case .double: return values[0]
        case .int(let number): return .double(Double(number))
        case .uint(let number): return .double(Double(number))
        case .string(let text):
            guard let number = goDouble(text) else { throw unread("ParseFloat", text) }
            return .double(number)
        default: return nil
        }
    },
    CELFunction("bytes(bytes) -> bytes", "bytes(string) -> bytes") { machine, values throws(CELError) in
        switch values[0] {
        case .bytes: return values[0]
        case .string(let text):
            try machine.charge(text.utf8.count / 10)
            return .bytes(Array(text.utf8))
        default: return nil
        }
    },
    CELFunction(
        "string(string) -> string", "string(bool) -> string", "string(int) -> string", "string(uint) -> string",
        "string(double) -> string", "string(bytes) -> string", "string(timestamp) -> string",
        "string(duration) -> string", "string(ip) -> string", "string(cidr) -> string"
    ) { machine, values throws(CELError) in
        try machine.charge(values[0].weight - 1)
        return try values[0].converted.map { .string($0) }
    },
    CELFunction("timestamp(timestamp) -> timestamp", "timestamp(string) -> timestamp", "timestamp(int) -> timestamp") {
        _, values throws(CELError) in
        switch values[0] {
        case .timestamp: return values[0]
        case .string(let text):
            guard let moment = CELTimestamp(text) else {
                throw .message(
                    "parsing time \(text.quotedAsGo) as \"2006-01-02T15:04:05Z07:00\": cannot parse \(text.quotedAsGo) "
                        + "as \"2006\"")
            }
            return .timestamp(moment)
        case .int(let seconds):
            guard let moment = CELTimestamp(seconds: seconds) else { throw .timestampOverflow }
            return .timestamp(moment)
        default: return nil
        }
    },
    CELFunction("duration(duration) -> duration", "duration(string) -> duration", "duration(int) -> duration") {
        _, values throws(CELError) in
        switch values[0] {
        case .duration: return values[0]
        case .int(let span): return .duration(span)
        case .string(let text):
            guard let span = goDuration(text) else { throw .message("time: invalid duration \(text.quotedAsGo)") }
            return .duration(span)
        default: return nil
        }
    },
]

private func unread(_ function: String, _ text: String) -> CELError {
    .message("strconv.\(function): parsing \(text.quotedAsGo): invalid syntax")
}

/// As Go's strconv.ParseFloat reads it.
private func goDouble(_ text: String) -> Double? {
    switch text.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan": return .nan
    default: break
    }
    guard let first = text.unicodeScalars.first, "+-.0123456789".unicodeScalars.contains(first) else { return nil }
    return Double(text)
}

extension CELValue {
    /// What `string(x)` gives; nil for what has no text.
    var converted: String? {
        get throws(CELError) {
            switch self {
            case .string(let text): return text
            case .bool, .int, .uint, .double: return shown
            case .bytes(let bytes):
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw .message("invalid UTF-8 in bytes, cannot convert to string")
                }
                return text
            case .timestamp(let moment): return moment.text
            case .duration(let span): return durationSeconds(span)
            case .opaque(.ip(let address)): return address.text
            case .opaque(.cidr(let address, let prefix)): return "\(address.text)/\(prefix)"
            default: return nil
            }
        }
    }
}

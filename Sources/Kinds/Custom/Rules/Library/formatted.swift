import Model

/// `'%s has %d'.format([…])`. https://pkg.go.dev/github.com/google/cel-go/ext#Strings
func formatted(
    _ text: String, _ arguments: [CELValue], _ machine: inout CELMachine
) throws(CELError) -> String {
    var result = ""
    var used = 0
    var scalars = Array(text.unicodeScalars)[...]
    try machine.charge(scalars.count / 10)
    while let scalar = scalars.popFirst() {
        guard scalar == "%" else {
            result.unicodeScalars.append(scalar)
            continue
        }
        guard let mark = scalars.first else { throw .message("unexpected end of string") }
        if mark == "%" {
            scalars.removeFirst()
            result += "%"
            continue
        }
        guard used < arguments.count else { throw .message("index \(used) out of range") }
        var precision = 6
        if mark == "." {
            scalars.removeFirst()
            let digits = scalars.prefix { (48...57).contains($0.value) }
            scalars = scalars.dropFirst(digits.count)
            guard let number = Int(digits.text), number <= 1000 else {
                throw .message("error while parsing precision: unable to find end of precision specifier")
            }
            precision = number
        }
        guard let clause = scalars.popFirst() else { throw .message("could not find end of formatting clause") }
        let argument = arguments[used]
        used += 1
        try machine.charge(argument.weight)
        result += try argument.formatted(clause, precision: precision)
    }
    return result
}

extension CELValue {
    fileprivate func formatted(_ clause: Unicode.Scalar, precision: Int) throws(CELError) -> String {
        switch clause {
        case "s": return try plain(depth: 0)
        case "d":
            switch self {
            case .int, .uint: return shown
            case .double(let number) where number.isNaN || number.isInfinite: return infinite(number)
            default: throw unfit("decimal", "integers")
            }
        case "f", "e":
            let number: Double
            switch self {
            case .double(let value): number = value
            case .int(let value): number = Double(value)
            case .uint(let value): number = Double(value)
            case .string("NaN"): number = .nan
            case .string("Infinity"): number = .infinity
            case .string("-Infinity"): number = -.infinity
            default: throw unfit(clause == "f" ? "fixed-point" : "scientific", "doubles")
            }
            if number.isNaN || number.isInfinite { return infinite(number) }
            return clause == "f" ? fixedPoint(number, precision) : scientific(number, precision)
        case "b", "o":
            if clause == "b", case .bool(let flag) = self { return flag ? "1" : "0" }
            return try digits(radix: clause == "b" ? 2 : 8, "integers\(clause == "b" ? " and bools" : "")")
        case "x", "X":
            let text: String
            switch self {
            case .string(let value): text = value.utf8.map(twoDigits).joined()
            case .bytes(let bytes): text = bytes.map(twoDigits).joined()
            default: text = try digits(radix: 16, "integers, byte buffers, and strings")
            }
            return clause == "X" ? text.uppercased() : text
        default:
            throw .message("could not parse formatting clause: unrecognized formatting clause \"\(clause)\"")
        }
    }

    private func digits(radix: Int, _ allowed: String) throws(CELError) -> String {
        switch self {
        case .int(let number): return String(number, radix: radix)
        case .uint(let number): return String(number, radix: radix)
        default: throw unfit(radix == 2 ? "binary" : radix == 8 ? "octal" : "hexadecimal", allowed)
        }
    }

    private func unfit(_ clause: String, _ allowed: String) -> CELError {
        .message(
            "error during formatting: \(clause) clause can only be used on \(allowed), was given \(typeName)")
    }

    /// As `%s` writes it.
    private func plain(depth: Int) throws(CELError) -> String {
        guard depth < 50 else { throw .message("error during formatting: too deep") }
        switch self {
        case .null: return "null"
        case .double(let number) where number.isNaN || number.isInfinite: return infinite(number)
        case .type(let name): return name
        case .list(let list):
            var parts: [String] = []
            for element in list.elements { parts.append(try element.plain(depth: depth + 1)) }
            return "[\(parts.joined(separator: ", "))]"
        case .map(let map):
            var parts: [String] = []
            for key in map.keys {
                if let value = try map.find(key) {
                    parts.append("\(try key.plain(depth: depth + 1)): \(try value.plain(depth: depth + 1))")
                }
            }
            return "{\(parts.sorted { $0.precedesInBytes($1) }.joined(separator: ", "))}"
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        default:
            if let text = try converted { return text }
            throw .message(
                "error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, "
                    + "lists, types, durations, and timestamps, was given \(typeName)")
        }
    }
}

private func infinite(_ number: Double) -> String { number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }

private func twoDigits(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.utf8.count < 2 ? "0" + text : text
}

/// A number's digits and where the point stands in them: 12.5 is `125` and 2.
private func decimal(_ number: Double) -> (digits: [UInt8], point: Int) {
    var text = String(number.magnitude)[...]
    var exponent = 0
    if let mark = text.firstIndex(of: "e") {
        exponent = Int(text[text.index(after: mark)...]) ?? 0
        text = text[..<mark]
    }
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    let digits = halves.joined().utf8.map { $0 - 0x30 }
    return (digits, (halves.first?.utf8.count ?? 0) + exponent)
}

/// The digits cut to `count`, the last one rounded, half to even; `carried` where a digit came in front.
private func rounded(_ digits: [UInt8], to count: Int) -> (digits: [UInt8], carried: Bool) {
    guard count >= 0 else { return ([], false) }
    var kept = Array(digits.prefix(count))
    kept += Array(repeating: 0, count: count - kept.count)
    guard count < digits.count else { return (kept, false) }
    let rest = digits[count...].dropFirst().contains { $0 != 0 }
    let isOdd = (kept.last ?? 0) % 2 == 1
    guard digits[count] > 5 || (digits[count] == 5 && (rest || isOdd)) else { return (kept, false) }
    var place = count - 1
    while place >= 0, kept[place] == 9 {
        kept[place] = 0
        place -= 1
    }
    if place >= 0 {
        kept[place] += 1
        return (kept, false)
    }
    return ([1] + kept, true)
}

private func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
}

private func fixedPoint(_ number: Double, _ precision: Int) -> String {
    var (digits, point) = decimal(number)
    if point < 0 {
        digits = Array(repeating: 0, count: min(-point, 1100)) + digits
        point = 0
    }
    let (kept, carried) = rounded(digits, to: point + precision)
    let whole = text(kept.prefix(point + (carried ? 1 : 0)))
    let fraction = text(kept.dropFirst(point + (carried ? 1 : 0)))
    let trimmed = String(whole.drop { $0 == "0" })
    return (number.sign == .minus ? "-" : "") + (trimmed.isEmpty ? "0" : trimmed)
        + (precision > 0 ? "." + fraction : "")
}

private func scientific(_ number: Double, _ precision: Int) -> String {
    var (digits, point) = decimal(number)
    let leading = digits.prefix { $0 == 0 }.count
    if leading == digits.count {
        (digits, point) = ([0], 1)
    } else {
        digits.removeFirst(leading)
        point -= leading
    }
    var (kept, carried) = rounded(digits, to: precision + 1)
    var exponent = point - 1
    if carried {
        kept.removeLast()
        exponent += 1
    }
    // As cel-go writes it for English: narrow blanks around the sign, the exponent raised.
    let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    let raised = size.utf8.map { raisedDigits[Int($0 - 0x30)] }.joined()
    return (number.sign == .minus ? "-" : "") + text(kept.prefix(1))
        + (precision > 0 ? "." + text(kept.dropFirst()) : "") + "\u{202f}\u{d7}\u{202f}10"
        + (exponent < 0 ? "\u{207b}" : "") + raised
}

private let raisedDigits = [
    "\u{2070}", "\u{b9}", "\u{b2}", "\u{b3}", "\u{2074}", "\u{2075}", "\u{2076}", "\u{2077}", "\u{2078}", "\u{2079}",
]

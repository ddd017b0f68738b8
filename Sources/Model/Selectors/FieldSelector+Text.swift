extension FieldSelector {
    /// Cuts at commas that no backslash hides.
    static func split(_ text: String) -> [String] {
        var parts: [String] = [""]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, scalar == "," {
                parts.append("")
                continue
            }
            isEscaped = !isEscaped && scalar == "\\"
            parts[parts.count - 1].unicodeScalars.append(scalar)
        }
        return parts
    }

    /// Cuts a term at its first operator.
    static func cut(_ term: String) -> (field: String, isEqual: Bool, value: String)? {
        var rest = Substring(term)
        while !rest.isEmpty {
            for (symbol, isEqual) in [("!=", false), ("==", true), ("=", true)]
            where rest.utf8.starts(with: symbol.utf8) {
                let field = String(term[..<rest.startIndex])
                return (field, isEqual, String(rest.dropFirst(symbol.count)))
            }
            rest = Substring(rest.unicodeScalars.dropFirst())
        }
        return nil
    }

    static func unescaped(_ text: String) throws(SelectorError) -> String {
        var result = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch (isEscaped, scalar) {
            case (true, "\\"), (true, ","), (true, "="):
                result.unicodeScalars.append(scalar)
                isEscaped = false
            case (true, _): throw SelectorError("invalid field selector: invalid escape sequence: \\\(scalar)")
            case (false, "\\"): isEscaped = true
            case (false, ","), (false, "="):
                throw SelectorError("invalid field selector: unescaped character in value: \(scalar.value)")
            default: result.unicodeScalars.append(scalar)
            }
        }
        if isEscaped { throw SelectorError("invalid field selector: invalid escape sequence: \\") }
        return result
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\\" || scalar == "," || scalar == "=" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}

/// How names, labels, keys and ports may be written, in apimachinery's words (`pkg/util/validation`). Each rule gives
/// what is wrong with a text; nothing where it is right.
enum Names {
    typealias Rule = @Sendable (String) -> [String]

    static let dnsLabel: Rule = { text in
        lengthError(text, 63) + (isDNSLabel(text.utf8) ? [] : [regexError(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and "
                + "end with an alphanumeric character", "[a-z0-9]([-a-z0-9]*[a-z0-9])?", ["my-name", "123-abc"])])
    }

    static let dnsSubdomain: Rule = { text in
        lengthError(text, 253) + (isSubdomain(text) ? [] : [regexError(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
                + "start and end with an alphanumeric character",
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", ["example.com"])])
    }

    static let dns1035Label: Rule = { text in
        let starts = text.utf8.first.map { $0 >= 0x61 && $0 <= 0x7a } ?? false
        return lengthError(text, 63) + (starts && isDNSLabel(text.utf8) ? [] : [regexError(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                + "character, and end with an alphanumeric character", "[a-z]([-a-z0-9]*[a-z0-9])?",
            ["my-name", "abc-123"])])
    }

    /// A host with one leading wildcard label.
    static let wildcardSubdomain: Rule = { text in
        let valid = text.hasPrefix("*.") && isSubdomain(String(text.dropFirst(2)))
        return lengthError(text, 253) + (valid ? [] : [regexError(
            "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist "
                + "of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
            "\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", ["*.example.com"])])
    }

    /// What may stand in a URL's path, as RBAC's names.
    static let pathSegment: Rule = { text in
        if text == "." || text == ".." { return ["may not be '\(text)'"] }
        return ["/", "%"].filter { text.contains($0) }.map { "may not contain '\($0)'" }
    }

    static let labelValue: Rule = { text in
        (text.utf8.count > 63 ? ["must be no more than 63 bytes"] : [])
            + (text.isEmpty || isNamePart(text.utf8) ? [] : [regexError(
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "
                    + "must start and end with an alphanumeric character", "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
                ["MyValue", "my_value", "12345"])])
    }

    /// A label's or an annotation's key: a name with an optional prefix.
    static let qualifiedName: Rule = { text in
        let words = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
            + "alphanumeric character"
        let pattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
        let examples = ["MyName", "my.name", "123-abc"]
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.last else {
            return ["a valid label key " + regexError(words, pattern, examples)
                + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"]
        }
        var errors: [String] = []
        if parts.count == 2 {
            if parts[0].isEmpty {
                errors.append("prefix part must be non-empty")
            } else {
                errors += dnsSubdomain(String(parts[0])).map { "prefix part \($0)" }
            }
        }
        if name.isEmpty {
            errors.append("name part must be non-empty")
        } else if name.utf8.count > 63 {
            errors.append("name part must be no more than 63 bytes")
        }
        if !isNamePart(name.utf8) { errors.append("name part " + regexError(words, pattern, examples)) }
        return errors
    }

    static let configKey: Rule = { text in
        var errors = lengthError(text, 253)
        let valid = !text.isEmpty
            && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2d || $0 == 0x5f || $0 == 0x2e }
        if !valid {
            errors.append(regexError(
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", "[-._a-zA-Z0-9]+",
                ["key.name", "KEY_NAME", "key-name"]))
        }
        return errors + directoryErrors(text)
    }

    static let environmentVariable: Rule = { text in
        if text.isEmpty { return ["environment variable name must be non-empty"] }
        let valid = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f && $0 != 0x3d }
        return valid ? [] : [
            "a valid environment variable name must consist only of printable ASCII characters other than '='"
        ]
    }

    static let portName: Rule = { text in
        var errors: [String] = []
        if text.utf8.count > 15 { errors.append("must be no more than 15 characters") }
        if !text.utf8.allSatisfy({ isLower($0) || $0 == 0x2d }) {
            errors.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !text.utf8.contains(where: { $0 >= 0x61 && $0 <= 0x7a }) {
            errors.append("must contain at least one letter (a-z)")
        }
        if text.contains("--") { errors.append("must not contain consecutive hyphens") }
        if text.hasPrefix("-") || text.hasSuffix("-") { errors.append("must not begin or end with a hyphen") }
        return errors
    }

    static func portNumber(_ number: Int) -> [String] {
        (1...65535).contains(number) ? [] : ["must be between 1 and 65535, inclusive"]
    }

    static let percent: Rule = { text in
        let valid = text.last == "%" && text.utf8.count > 1
            && text.utf8.dropLast().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        return valid ? [] : [regexError(
            "a valid percent string must be a numeric string followed by an ending '%'", "[0-9]+%", ["1%", "93%"])]
    }

    /// The names that generateName makes begin with it, so it may end in a hyphen.
    static func prefix(_ rule: Rule, _ text: String) -> [String] {
        rule(text.hasSuffix("-") && text.utf8.count > 1 ? String(text.dropLast()) + "a" : text)
    }

    static func lengthError(_ text: String, _ limit: Int) -> [String] {
        text.utf8.count > limit ? ["must be no more than \(limit) characters"] : []
    }

    static func regexError(_ message: String, _ pattern: String, _ examples: [String]) -> String {
        let list = examples.enumerated().map { ($0.offset > 0 ? " or " : "") + "'\($0.element)', " }.joined()
        return "\(message) (e.g. \(list)regex used for validation is '\(pattern)')"
    }

    private static func directoryErrors(_ text: String) -> [String] {
        if text == "." { return ["must not be '.'"] }
        if text == ".." { return ["must not be '..'"] }
        return text.hasPrefix("..") ? ["must not start with '..'"] : []
    }

    static func isDNSLabel(_ text: some Collection<UInt8>) -> Bool {
        guard let first = text.first, isLower(first) else { return false }
        var last = first
        for byte in text {
            guard isLower(byte) || byte == 0x2d else { return false }
            last = byte
        }
        return isLower(last)
    }

    static func isSubdomain(_ text: String) -> Bool {
        var afterDot = true
        var previous: UInt8 = 0x2e
        for byte in text.utf8 {
            if isLower(byte) {
                afterDot = false
            } else if byte == 0x2d {
                if afterDot { return false }
            } else if byte == 0x2e {
                if !isLower(previous) { return false }
                afterDot = true
            } else {
                return false
            }
            previous = byte
        }
        return isLower(previous)
    }

    private static func isNamePart(_ text: Substring.UTF8View) -> Bool { namePart(text) }
    private static func isNamePart(_ text: String.UTF8View) -> Bool { namePart(text) }

    private static func namePart(_ text: some Collection<UInt8>) -> Bool {
        guard let first = text.first, isAlphanumeric(first) else { return false }
        var last = first
        for byte in text {
            guard isAlphanumeric(byte) || byte == 0x2d || byte == 0x5f || byte == 0x2e else { return false }
            last = byte
        }
        return isAlphanumeric(last)
    }

    static func isLower(_ byte: UInt8) -> Bool {
        (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLower(byte) || (byte >= 0x41 && byte <= 0x5a) }
}

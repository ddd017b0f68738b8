/// Kubernetes' rules for names. Each gives the messages of apimachinery's function of the same name, none for a name
/// that is fine.
public enum NameRules {
    /// The name of a Service's port, a container, a namespace.
    public static func dns1123Label(_ name: String) -> [String] {
        var errors = tooLong(name, 63)
        if !NamePattern.isDNS1123Label(name.utf8) {
            // A subdomain that is no label differs by its dots.
            errors.append(
                NamePattern.isDNS1123Subdomain(name.utf8)
                    ? "must not contain dots"
                    : mismatch(
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and "
                            + "must start and end with an alphanumeric character",
                        labelPattern, ["my-name", "123-abc"]))
        }
        return errors
    }

    /// The name of most objects.
    public static func dns1123Subdomain(_ name: String) -> [String] {
        var errors = tooLong(name, 253)
        if !NamePattern.isDNS1123Subdomain(name.utf8) {
            errors.append(
                mismatch(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                        + "and must start and end with an alphanumeric character",
                    subdomainPattern, ["example.com"]))
        }
        return errors
    }

    public static func dns1123SubdomainWithUnderscore(_ name: String) -> [String] {
        var errors = tooLong(name, 253)
        if !NamePattern.isDNS1123SubdomainWithUnderscore(name.utf8) {
            let part = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
            errors.append(
                mismatch(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or "
                        + "'.', and must start and end with an alphanumeric character",
                    "\(part)(\\.\(part))*", ["example.com"]))
        }
        return errors
    }

    /// The name of a Service.
    public static func dns1035Label(_ name: String) -> [String] {
        var errors = tooLong(name, 63)
        if !NamePattern.isDNS1035Label(name.utf8) {
            errors.append(
                mismatch(
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
                        + "alphabetic character, and end with an alphanumeric character",
                    "[a-z]([-a-z0-9]*[a-z0-9])?", ["my-name", "abc-123"]))
        }
        return errors
    }

    /// A host with one wildcard, as in an Ingress.
    public static func wildcardDNS1123Subdomain(_ name: String) -> [String] {
        var errors = tooLong(name, 253)
        if !(name.utf8.starts(with: "*.".utf8) && NamePattern.isDNS1123Subdomain(name.utf8.dropFirst(2))) {
            errors.append(
                mismatch(
                    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must "
                        + "consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric "
                        + "character",
                    "\\*\\.\(subdomainPattern)", ["*.example.com"]))
        }
        return errors
    }

    /// The key of a label or an annotation, a finalizer, a condition's type: `example.com/name` or `name`.
    public static func qualifiedName(_ name: String) -> [String] {
        if isQualifiedName(name.utf8) { return [] }
        let parts = name.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        var errors: [String] = []
        if parts.count == 3 {
            return [
                "a qualified name "
                    + mismatch(qualifiedNameRule, qualifiedNamePattern, ["MyName", "my.name", "123-abc"])
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        if parts.count == 2 {
            let prefix = String(parts[0])
            errors += (prefix.isEmpty ? ["must be non-empty"] : dns1123Subdomain(prefix)).map { "prefix part \($0)" }
        }
        let base = parts[parts.count - 1]
        if base.isEmpty { errors.append("name part must be non-empty") }
        if base.utf8.count > 63 { errors.append("name part must be no more than 63 bytes") }
        if !NamePattern.isLabelText(base.utf8) || base.isEmpty {
            errors.append(
                "name part " + mismatch(qualifiedNameRule, qualifiedNamePattern, ["MyName", "my.name", "123-abc"]))
        }
        return errors
    }

    private static func isQualifiedName(_ name: String.UTF8View) -> Bool {
        guard let slash = name.firstIndex(of: 0x2f) else {
            return !name.isEmpty && name.count <= 63 && NamePattern.isLabelText(name)
        }
        let (prefix, base) = (name[..<slash], name[name.index(after: slash)...])
        return !base.isEmpty && base.count <= 63 && prefix.count <= 253 && NamePattern.isLabelText(base)
            && NamePattern.isDNS1123Subdomain(prefix)
    }

    /// The value of a label.
    public static func labelValue(_ value: String) -> [String] {
        var errors = value.utf8.count > 63 ? ["must be no more than 63 bytes"] : []
        if !NamePattern.isLabelText(value.utf8) {
            errors.append(
                mismatch(
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
                        + "and must start and end with an alphanumeric character",
                    "(\(qualifiedNamePattern))?", ["MyValue", "my_value", "12345"]))
        }
        return errors
    }

    static let labelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    static let subdomainPattern = "\(labelPattern)(\\.\(labelPattern))*"
    private static let qualifiedNamePattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
    private static let qualifiedNameRule =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"

    static func tooLong(_ text: String, _ limit: Int) -> [String] {
        text.utf8.count > limit ? ["must be no more than \(limit) characters"] : []
    }

    static func mismatch(_ rule: String, _ pattern: String, _ examples: [String]) -> String {
        let shown = examples.map { "'\($0)', " }.joined(separator: " or ")
        return "\(rule) (e.g. \(shown)regex used for validation is '\(pattern)')"
    }
}

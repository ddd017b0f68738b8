import Model

/// How names may be written, as validators take them. Each rule gives what is wrong with a text; nothing where it is
/// right.
enum Names {
    typealias Rule = @Sendable (String) -> [String]

    static let dnsLabel: Rule = { NameRules.dns1123Label($0) }
    static let dnsSubdomain: Rule = { NameRules.dns1123Subdomain($0) }
    static let dns1035Label: Rule = { NameRules.dns1035Label($0) }
    static let wildcardSubdomain: Rule = { NameRules.wildcardDNS1123Subdomain($0) }
    static let qualifiedName: Rule = { NameRules.qualifiedName($0) }
    static let labelValue: Rule = { NameRules.labelValue($0) }
    static let configKey: Rule = { NameRules.configMapKey($0) }
    static let environmentVariable: Rule = { NameRules.relaxedEnvironmentName($0) }
    static let portName: Rule = { NameRules.portName($0) }
    static func portNumber(_ number: Int) -> [String] { NameRules.portNumber(number) }

    /// A label's key: a qualified name, by another name in its message.
    static let labelKey: Rule = { text in
        NameRules.qualifiedName(text).map { message in
            message.hasPrefix("a qualified name ") ? "a valid label key " + message.dropFirst(17) : message
        }
    }

    /// What may stand in a URL's path, as RBAC's names.
    static let pathSegment: Rule = { text in
        if text == "." || text == ".." { return ["may not be '\(text)'"] }
        return ["/", "%"].filter { text.contains($0) }.map { "may not contain '\($0)'" }
    }

    static let percent: Rule = { text in
        let valid =
            text.last == "%" && text.utf8.count > 1
            && text.utf8.dropLast().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        return valid
            ? []
            : [
                "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', "
                    + "regex used for validation is '[0-9]+%')"
            ]
    }

    /// The names that generateName makes begin with it, so it may end in a hyphen.
    static func prefix(_ rule: Rule, _ text: String) -> [String] {
        rule(text.hasSuffix("-") && text.utf8.count > 1 ? String(text.dropLast()) + "a" : text)
    }
}

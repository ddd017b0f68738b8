import Model
import TestSupport
import Testing

@Suite("names")
struct NameRulesTests {
    static let rules: [String: @Sendable (String) -> [String]] = [
        "IsDNS1123Label": NameRules.dns1123Label, "IsDNS1123Subdomain": NameRules.dns1123Subdomain,
        "IsDNS1035Label": NameRules.dns1035Label, "IsQualifiedName": NameRules.qualifiedName,
        "IsValidLabelValue": NameRules.labelValue, "IsConfigMapKey": NameRules.configMapKey,
        "IsValidPortName": NameRules.portName, "IsWildcardDNS1123Subdomain": NameRules.wildcardDNS1123Subdomain,
        "IsRelaxedEnvVarName": NameRules.relaxedEnvironmentName, "IsHTTPHeaderName": NameRules.httpHeaderName,
        "IsDNS1123SubdomainWithUnderscore": NameRules.dns1123SubdomainWithUnderscore,
    ]

    @Test("names are refused in apimachinery's words", .enabled(if: SharedCases.arePresent))
    func names() throws {
        var share = Share("names")
        for row in try SharedCases.json("values/names.json")["all"]?.elements ?? [] {
            guard let rule = NameRulesTests.rules[row["check"]?.string ?? ""] else {
                share.count(false, "no rule \(row["check"]?.string ?? "")")
                continue
            }
            let expected = row["errors"]?.elements.compactMap(\.string) ?? []
            share.count(rule(row["value"]?.string ?? "") == expected, row.json)
        }
        share.require(1)
    }

    @Test("a ConfigMap's key cannot climb out of its folder", arguments: ["..", "../x", "..data"])
    func climbing(key: String) {
        #expect(!NameRules.configMapKey(key).isEmpty)
    }
}

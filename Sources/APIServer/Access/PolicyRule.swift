import Model

/// One rule of a role: https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-v1/
struct PolicyRule: Hashable, Sendable {
    var verbs: [String] = []
    var apiGroups: [String] = []
    var resources: [String] = []
    /// Empty for every name.
    var resourceNames: [String] = []
    var nonResourceURLs: [String] = []

    /// Everything there is.
    static let fullAuthority = [
        PolicyRule(verbs: ["*"], apiGroups: ["*"], resources: ["*"]), PolicyRule(verbs: ["*"], nonResourceURLs: ["*"]),
    ]

    init(
        verbs: [String] = [], apiGroups: [String] = [], resources: [String] = [], resourceNames: [String] = [],
        nonResourceURLs: [String] = []
    ) {
        self.verbs = verbs
        self.apiGroups = apiGroups
        self.resources = resources
        self.resourceNames = resourceNames
        self.nonResourceURLs = nonResourceURLs
    }

    init(_ value: Value) {
        func texts(_ name: String) -> [String] { value[name]?.elements.compactMap(\.string) ?? [] }
        self.init(
            verbs: texts("verbs"), apiGroups: texts("apiGroups"), resources: texts("resources"),
            resourceNames: texts("resourceNames"), nonResourceURLs: texts("nonResourceURLs"))
    }

    /// The rules of a Role or ClusterRole.
    static func rules(of role: Value) -> [PolicyRule] { (role["rules"]?.elements ?? []).map { PolicyRule($0) } }

    func allows(_ attributes: AccessAttributes) -> Bool {
        guard PolicyRule.has(verbs, attributes.verb) else { return false }
        switch attributes.target {
        case .path(let path): return nonResourceURLs.contains { PolicyRule.covers($0, path) }
        case .resource(let resource):
            return PolicyRule.has(apiGroups, resource.group) && hasResource(resource)
                && (resourceNames.isEmpty || resourceNames.contains(resource.name))
        }
    }

    private static func has(_ list: [String], _ text: String) -> Bool { list.contains { $0 == "*" || $0 == text } }

    /// `pods/log`, `*`, and `*/log`.
    private func hasResource(_ resource: AccessAttributes.Resource) -> Bool {
        let combined = resource.combined
        return resources.contains { rule in
            if rule == "*" || rule == combined { return true }
            return !resource.subresource.isEmpty && rule == "*/\(resource.subresource)"
        }
    }

    /// `*` at the end stands for anything.
    static func covers(_ pattern: String, _ path: String) -> Bool {
        if pattern == "*" || pattern == path { return true }
        return pattern.hasSuffix("*") && path.hasPrefix(pattern.dropLast())
    }

    /// `{APIGroups:[""], Resources:["pods"], Verbs:["get"]}`
    var compactText: String {
        let parts = [
            ("APIGroups", apiGroups), ("Resources", resources), ("NonResourceURLs", nonResourceURLs),
            ("ResourceNames", resourceNames), ("Verbs", verbs),
        ].filter { !$0.1.isEmpty }
        return "{" + parts.map { "\($0.0):\(goList($0.1))" }.joined(separator: ", ") + "}"
    }
}

/// A list of strings as Go prints it with `%q`: `["a" "b"]`.
func goList(_ texts: [String]) -> String { "[" + texts.map(\.quotedAsGo).joined(separator: " ") + "]" }

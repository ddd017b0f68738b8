import Model

/// Roles and bindings, read from `accessTable`.
struct AccessObjects {
    private static let group = "rbac.authorization.k8s.io"
    private static let label = "rbac.authorization.k8s.io/aggregate-to-"

    private(set) var objects: [Value] = []
    private var rules: [Value] = []

    init(_ table: String) {
        for line in table.split(separator: "\n").map(String.init) {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "cluster" where words.count >= 2: cluster(words)
            case "role" where words.count == 3: add("Role", words[2], namespace: words[1])
            case "bind" where words.count >= 3:
                bind("ClusterRoleBinding", words[1], "ClusterRole", words[2], words.dropFirst(3))
            case "bindRole" where words.count >= 4:
                bind("RoleBinding", words[2], "Role", words[3], words.dropFirst(4), namespace: words[1])
            default: rule(line)
            }
        }
        finish()
    }

    private mutating func add(_ kind: String, _ name: String, namespace: String = "") {
        finish()
        var metadata: Value = [
            "name": Value(name), "labels": ["kubernetes.io/bootstrapping": "rbac-defaults"],
            "annotations": ["rbac.authorization.kubernetes.io/autoupdate": "true"],
        ]
        if !namespace.isEmpty { metadata["namespace"] = Value(namespace) }
        objects.append(["apiVersion": Value("\(AccessObjects.group)/v1"), "kind": Value(kind), "metadata": metadata])
    }

    private mutating func cluster(_ words: [String]) {
        add("ClusterRole", words[1])
        for word in words.dropFirst(2) {
            let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, var role = objects.popLast() else { continue }
            if parts[0] == "to" {
                role.set("true", at: "metadata", "labels", AccessObjects.label + parts[1])
            } else {
                role["aggregationRule"] = [
                    "clusterRoleSelectors": [["matchLabels": [AccessObjects.label + parts[1]: "true"]]]
                ]
            }
            objects.append(role)
        }
    }

    private mutating func rule(_ line: String) {
        let cells = line.split(separator: "|").map { cell in
            cell.split(whereSeparator: { $0 == " " || $0 == "," }).map { $0 == "core" ? "" : String($0) }
        }
        guard cells.count >= 3 else { return }
        let verbs = Value(strings: AccessObjects.verbs(cells[2]))
        if cells[0] == ["url"] {
            rules.append(["nonResourceURLs": Value(strings: cells[1]), "verbs": verbs])
        } else {
            var rule: Value = [
                "apiGroups": Value(strings: cells[0]), "resources": Value(strings: cells[1]), "verbs": verbs,
            ]
            if cells.count > 3 { rule["resourceNames"] = Value(strings: cells[3]) }
            rules.append(rule)
        }
    }

    private static func verbs(_ words: [String]) -> [String] {
        switch words {
        case ["read"]: ["get", "list", "watch"]
        case ["write"]: ["create", "delete", "deletecollection", "patch", "update"]
        case ["all"]: ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
        default: words
        }
    }

    private mutating func bind(
        _ kind: String, _ name: String, _ roleKind: String, _ role: String, _ subjects: ArraySlice<String>,
        namespace: String = ""
    ) {
        add(kind, name, namespace: namespace)
        guard var binding = objects.popLast() else { return }
        binding["roleRef"] = [
            "apiGroup": Value(AccessObjects.group), "kind": Value(roleKind), "name": Value(role),
        ]
        let named = subjects.map { AccessObjects.subject($0) }
        if !named.isEmpty { binding["subjects"] = Value(named) }
        objects.append(binding)
    }

    private static func subject(_ text: String) -> Value {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return .emptyObject }
        if parts[0] != "ServiceAccount" {
            return ["apiGroup": Value(group), "kind": Value(parts[0]), "name": Value(parts[1])]
        }
        let path = parts[1].split(separator: "/", maxSplits: 1).map(String.init)
        return ["kind": "ServiceAccount", "name": Value(path.last ?? ""), "namespace": Value(path.first ?? "")]
    }

    /// The rules read so far belong to the role before.
    private mutating func finish() {
        guard !rules.isEmpty, var role = objects.popLast() else { return }
        role["rules"] = Value(rules)
        rules = []
        objects.append(role)
    }
}

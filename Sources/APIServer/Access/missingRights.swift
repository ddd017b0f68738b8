import Model

/// Which of the rights that `wanted` gives are not in `held`, one by one; nil where there are more of them than anybody
/// means to give, so that they are not compared.
func missingRights(_ wanted: [PolicyRule], in held: [PolicyRule]) -> [PolicyRule]? {
    var missing: [PolicyRule] = []
    var count = 0
    for rule in wanted {
        // What is covered as a whole need not be taken apart.
        if held.contains(where: { $0.covers(rule) }) { continue }
        count = count.addingSaturated(rule.rightsCount)
        guard count <= 20_000 else { return nil }
        missing += rule.rights.filter { right in !held.contains { $0.covers(right) } }
    }
    return missing
}

extension PolicyRule {
    fileprivate var rightsCount: Int {
        let resourceRights = apiGroups.count.timesSaturated(resources.count).timesSaturated(max(1, resourceNames.count))
        return resourceRights.addingSaturated(nonResourceURLs.count).timesSaturated(verbs.count)
    }

    /// One rule for each group, resource, verb and name, and for each URL and verb.
    fileprivate var rights: [PolicyRule] {
        var rights: [PolicyRule] = []
        for group in apiGroups {
            for resource in resources {
                for verb in verbs {
                    let right = PolicyRule(verbs: [verb], apiGroups: [group], resources: [resource])
                    guard !resourceNames.isEmpty else {
                        rights.append(right)
                        continue
                    }
                    for name in resourceNames {
                        var named = right
                        named.resourceNames = [name]
                        rights.append(named)
                    }
                }
            }
        }
        for url in nonResourceURLs {
            rights += verbs.map { PolicyRule(verbs: [$0], nonResourceURLs: [url]) }
        }
        return rights
    }

    /// Whether this rule alone gives all that the other does.
    fileprivate func covers(_ other: PolicyRule) -> Bool {
        func all(_ held: [String], _ wanted: [String]) -> Bool {
            held.contains("*") || wanted.allSatisfy { held.contains($0) }
        }
        let coversNames =
            other.resourceNames.isEmpty
            ? resourceNames.isEmpty
            : resourceNames.isEmpty || other.resourceNames.allSatisfy { resourceNames.contains($0) }
        return all(verbs, other.verbs) && all(apiGroups, other.apiGroups) && coversResources(other.resources)
            && other.nonResourceURLs.allSatisfy { url in nonResourceURLs.contains { PolicyRule.covers($0, url) } }
            && coversNames
    }

    private func coversResources(_ wanted: [String]) -> Bool {
        if resources.contains("*") { return true }
        return wanted.allSatisfy { path in
            if resources.contains(path) { return true }
            guard let slash = path.firstIndex(of: "/") else { return false }
            return resources.contains("*" + path[slash...])
        }
    }
}

/// Rights as a refusal lists them: of one resource in one line, in order.
func compactRights(_ rights: [PolicyRule]) -> [String] {
    struct Place: Hashable { var group, resource, name: String }
    var lines: Set<String> = []
    var byPlace: [Place: PolicyRule] = [:]
    for right in rights {
        guard right.nonResourceURLs.isEmpty, right.apiGroups.count == 1, right.resources.count == 1,
            right.resourceNames.count <= 1
        else {
            lines.insert(right.compactText)
            continue
        }
        let place = Place(
            group: right.apiGroups[0], resource: right.resources[0], name: right.resourceNames.first ?? "")
        if byPlace[place] == nil {
            byPlace[place] = right
        } else {
            byPlace[place]?.verbs += right.verbs
        }
    }
    lines.formUnion(byPlace.values.map(\.compactText))
    return lines.sorted { $0.precedesInBytes($1) }
}

extension Int {
    fileprivate func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    fileprivate func timesSaturated(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}

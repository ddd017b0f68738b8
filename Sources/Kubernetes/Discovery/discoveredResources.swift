import ClusterAPI
import Model

/// What an aggregated discovery document lists, in the server's order: of the versions of a group its favourite first.
/// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
func discoveredResources(aggregated document: Value) -> [ServedResource] {
    var found: [ServedResource] = []
    for group in document["items"]?.elements ?? [] {
        for version in group["versions"]?.elements ?? [] {
            let versionName = version["version"]?.string ?? ""
            for entry in version["resources"]?.elements ?? [] {
                let kind = entry.at("responseKind", "kind")?.string ?? ""
                guard let plural = entry["resource"]?.string, !plural.isEmpty, !kind.isEmpty else { continue }
                found.append(
                    ServedResource(
                        type: ResourceType(
                            group: group.name, version: versionName, kind: kind, plural: plural,
                            isNamespaced: entry["scope"]?.string == "Namespaced"),
                        singular: entry["singularResource"]?.string ?? "", shortNames: words(entry, "shortNames"),
                        categories: words(entry, "categories"), verbs: words(entry, "verbs"),
                        subresources: entry["subresources"]?.elements.compactMap { $0["subresource"]?.string } ?? []))
            }
        }
    }
    return found
}

/// What the resource list of one group and version lists. Entries as `pods/log` are a resource's subresources.
func discoveredResources(_ document: Value, group: String, version: String) -> [ServedResource] {
    var found: [ServedResource] = []
    var places: [String: Int] = [:]
    let entries = document["resources"]?.elements ?? []
    for entry in entries {
        guard let plural = entry["name"]?.string, !plural.contains("/"), let kind = entry["kind"]?.string else {
            continue
        }
        places[plural] = found.count
        found.append(
            ServedResource(
                type: ResourceType(
                    group: group, version: version, kind: kind, plural: plural,
                    isNamespaced: entry["namespaced"]?.bool ?? false),
                singular: entry["singularName"]?.string ?? "", shortNames: words(entry, "shortNames"),
                categories: words(entry, "categories"), verbs: words(entry, "verbs")))
    }
    for entry in entries {
        let parts = (entry["name"]?.string ?? "").split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let index = places[String(parts[0])] else { continue }
        found[index].subresources.append(String(parts[1]))
    }
    return found
}

private func words(_ entry: Value, _ name: String) -> [String] { entry[name]?.elements.compactMap(\.string) ?? [] }

import ClusterAPI
import Model

/// Everything of `/api` or `/apis` in one document, as kubectl asks for it since 1.26.
/// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
func aggregatedDiscovery(_ index: ServedIndex, core: Bool, version: String) -> Value {
    let groups = core ? [""] : index.groups
    return [
        "kind": "APIGroupDiscoveryList", "apiVersion": Value("apidiscovery.k8s.io/\(version)"), "metadata": [:],
        "items": Value(
            groups.map { group in
                [
                    "metadata": group.isEmpty
                        ? ["creationTimestamp": .null] : ["name": Value(group), "creationTimestamp": .null],
                    "versions": Value(index.versions.filter { $0.group == group }.map(discovered)),
                ]
            }),
    ]
}

private func discovered(_ version: ServedIndex.GroupVersion) -> Value {
    [
        "version": Value(version.version), "freshness": "Current",
        "resources": Value(version.resources.map { discovered($0) }),
    ]
}

private func discovered(_ resource: ServedResource) -> Value {
    let type = resource.type
    var entry: Value = [
        "resource": Value(type.plural), "responseKind": kind(type.group, type.version, type.kind),
        "scope": type.isNamespaced ? "Namespaced" : "Cluster", "singularResource": Value(resource.singular),
        "verbs": Value(strings: resource.verbs),
    ]
    if !resource.shortNames.isEmpty { entry["shortNames"] = Value(strings: resource.shortNames) }
    if !resource.categories.isEmpty { entry["categories"] = Value(strings: resource.categories) }
    if !resource.subresources.isEmpty {
        entry["subresources"] = Value(
            resource.subresources.sorted().map { name -> Value in
                let subresource = Subresource(name, of: type)
                return [
                    "subresource": Value(name), "verbs": Value(strings: subresource.verbs),
                    "responseKind": kind(subresource.group, subresource.version, subresource.kind),
                ]
            })
    }
    return entry
}

private func kind(_ group: String, _ version: String, _ kind: String) -> Value {
    ["group": Value(group), "version": Value(version), "kind": Value(kind)]
}

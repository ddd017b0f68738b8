import ClusterAPI
import Model

/// `/api`
func coreVersions(_ index: ServedIndex, server: String) -> Value {
    [
        "kind": "APIVersions", "versions": Value(strings: index.versions.filter(\.group.isEmpty).map(\.version)),
        "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": Value(server)]],
    ]
}

/// `/apis`
func groupList(_ index: ServedIndex) -> Value {
    [
        "kind": "APIGroupList", "apiVersion": "v1",
        "groups": Value(index.groups.map { groupEntry($0, in: index) }),
    ]
}

/// `/apis/GROUP`; nil where there is no such group.
func group(_ name: String, in index: ServedIndex) -> Value? {
    guard index.groups.contains(name) else { return nil }
    var value = groupEntry(name, in: index)
    value["kind"] = "APIGroup"
    value["apiVersion"] = "v1"
    return value
}

private func groupEntry(_ name: String, in index: ServedIndex) -> Value {
    let versions = index.versions.filter { $0.group == name }.map { version -> Value in
        ["groupVersion": Value(version.name), "version": Value(version.version)]
    }
    return ["name": Value(name), "versions": Value(versions), "preferredVersion": versions.first ?? .emptyObject]
}

/// `/api/v1` and `/apis/GROUP/VERSION`
func resourceList(_ version: ServedIndex.GroupVersion) -> Value {
    var entries: [Value] = []
    for resource in version.resources {
        var entry: Value = [
            "name": Value(resource.type.plural), "singularName": Value(resource.singular),
            "namespaced": Value(resource.type.isNamespaced), "kind": Value(resource.type.kind),
            "verbs": Value(strings: resource.verbs),
        ]
        if !resource.shortNames.isEmpty { entry["shortNames"] = Value(strings: resource.shortNames) }
        if !resource.categories.isEmpty { entry["categories"] = Value(strings: resource.categories) }
        entries.append(entry)
        for name in resource.subresources.sorted() {
            entries.append(subresourceEntry(Subresource(name, of: resource.type), of: resource.type))
        }
    }
    return [
        "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": Value(version.name), "resources": Value(entries),
    ]
}

private func subresourceEntry(_ subresource: Subresource, of type: ResourceType) -> Value {
    var entry: Value = [
        "name": Value("\(type.plural)/\(subresource.name)"), "singularName": "", "namespaced": Value(type.isNamespaced),
        "kind": Value(subresource.kind), "verbs": Value(strings: subresource.verbs),
    ]
    if subresource.group != type.group || subresource.version != type.version {
        entry["group"] = Value(subresource.group)
        entry["version"] = Value(subresource.version)
    }
    return entry
}

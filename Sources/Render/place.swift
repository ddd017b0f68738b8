import Model

/// Puts objects of kinds that were not known when their files were read where they belong, as the definitions among the
/// manifests say it: into the default namespace where they name none, or into none at all.
func place(_ unknown: [Int], in manifests: inout [Manifest]) {
    let scopes = definedScopes(in: manifests)
    if scopes.isEmpty { return }
    for index in unknown { manifests[index] = placed(manifests[index], by: scopes) }
}

/// One such object, by what is known of the definitions' scopes.
func placed(_ manifest: Manifest, by scopes: [String: Bool]) -> Manifest {
    var object = manifest.object
    guard let isNamespaced = scopes["\(object.group)/\(object.objectKind)"] else { return manifest }
    if isNamespaced, object.namespace.isEmpty {
        object.set("default", at: "metadata", "namespace")
    } else if !isNamespaced, !object.namespace.isEmpty {
        object.set(nil, at: "metadata", "namespace")
    } else {
        return manifest
    }
    object = object.compacted()
    return Manifest(key: object.key, object: object, origin: manifest.origin)
}

/// Whether the kinds that these CustomResourceDefinitions define are namespaced, by group and kind.
func definedScopes(in manifests: some Sequence<Manifest>) -> [String: Bool] {
    var scopes: [String: Bool] = [:]
    for manifest in manifests
    where manifest.key.kind == "CustomResourceDefinition" && manifest.key.group == "apiextensions.k8s.io" {
        let spec = manifest.object.spec
        guard let group = spec["group"]?.string, let kind = spec.at("names", "kind")?.string else { continue }
        scopes["\(group)/\(kind)"] = spec["scope"]?.string != "Cluster"
    }
    return scopes
}

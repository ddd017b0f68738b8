/// What a file is to plumb, by its name alone.
public enum FileRole: Hashable, Sendable {
    /// It may hold manifests.
    case manifests
    /// It is passed over: not YAML or JSON, or hidden.
    case passedOver
    /// It belongs to a tool whose work plumb does not do; what to do instead.
    case foreign(String)
}

/// `path` is relative to the folder that is rendered: a hidden folder above it does not hide what is in it.
public func fileRole(_ path: String) -> FileRole {
    let parts = path.split(separator: "/")
    guard let name = parts.last, !parts.contains(where: { $0.hasPrefix(".") }) else { return .passedOver }
    switch name {
    case "kustomization.yaml", "kustomization.yml", "Kustomization":
        return .foreign(
            "is a kustomization, and plumb reads plain manifests. Commit what `kustomize build` prints, or name a folder "
                + "without it.")
    case "Chart.yaml":
        return .foreign(
            "is a Helm chart, and plumb reads plain manifests. Commit what `helm template` prints, or name a folder "
                + "without it.")
    default: break
    }
    for ending in [".yaml", ".yml", ".json"] where name.hasSuffix(ending) { return .manifests }
    return .passedOver
}

internal import ClusterAPI
internal import Model

/// What the cluster serves, and will serve once the revision's own definitions are established.
struct ServedTypes {
    private struct Kind: Hashable {
        var group: String
        var kind: String
    }

    private var byKind: [Kind: [ResourceType]] = [:]
    /// The definition that a custom kind of this revision comes from.
    private var definitions: [Kind: ObjectKey] = [:]
    /// What lives in namespaces and can be listed and deleted, each kind in the version that the cluster prefers.
    private(set) var deletable: [ResourceType] = []

    init(_ served: [ServedResource]) {
        for resource in served where !resource.type.plural.contains("/") {
            let kind = Kind(group: resource.type.group, kind: resource.type.kind)
            let isFirst = byKind[kind] == nil
            byKind[kind, default: []].append(resource.type)
            if isFirst, resource.type.isNamespaced, ["list", "delete"].allSatisfy({ resource.verbs.contains($0) }) {
                deletable.append(resource.type)
            }
        }
    }

    /// Learns the kinds of a CustomResourceDefinition.
    mutating func learn(_ definition: Value, _ key: ObjectKey) {
        let spec = definition.spec
        guard let group = spec["group"]?.string, let name = spec.at("names", "kind")?.string,
            let plural = spec.at("names", "plural")?.string
        else { return }
        let kind = Kind(group: group, kind: name)
        definitions[kind] = key
        for version in spec["versions"]?.elements ?? [] where version["served"]?.bool == true {
            guard let version = version["name"]?.string else { continue }
            if byKind[kind]?.contains(where: { $0.version == version }) == true { continue }
            byKind[kind, default: []].append(
                ResourceType(
                    group: group, version: version, kind: name, plural: plural,
                    isNamespaced: spec["scope"]?.string != "Cluster"))
        }
    }

    func definition(of key: ObjectKey) -> ObjectKey? { definitions[Kind(group: key.group, kind: key.kind)] }

    /// In the version asked for; in the one that the cluster prefers where that is nil.
    func type(of key: ObjectKey, apiVersion: String? = nil) -> ResourceType? {
        let types = byKind[Kind(group: key.group, kind: key.kind)] ?? []
        guard let apiVersion else { return types.first }
        return types.first { $0.apiVersion == apiVersion }
    }

    /// Why a kind is not served, in kubectl's words where nothing of that name is.
    func absence(of key: ObjectKey, apiVersion: String) -> String {
        let known = (byKind[Kind(group: key.group, kind: key.kind)] ?? []).map(\.apiVersion)
        if known.isEmpty {
            return "no matches for kind \"\(key.kind)\" in version \"\(apiVersion)\": the cluster does not serve it, "
                + "and no file defines it. Install its CustomResourceDefinition, or remove \(key.spoken)."
        }
        return "the cluster serves \(key.kind) in \(known.joined(separator: ", ")), not in \(apiVersion). "
            + "Change the apiVersion of \(key.spoken)."
    }
}

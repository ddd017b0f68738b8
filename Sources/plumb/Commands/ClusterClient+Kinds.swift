import Kinds
import Model

extension ClusterClient {
    private static let discovery = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"

    /// The kind that a person means by a name: a built-in one, or one that a CustomResourceDefinition of the cluster
    /// defines; nil where there is none.
    func kind(named name: String) async throws -> KindInfo? {
        if let info = BuiltinKinds.matching(name).first { return info }
        let text = name.lowercased()
        let groups = try await get("/apis", accept: ClusterClient.discovery)["items"]?.elements ?? []
        for group in groups {
            for version in group["versions"]?.elements ?? [] {
                for resource in version["resources"]?.elements ?? [] {
                    let info = info(resource, group: group.name, version: version["version"]?.string ?? "")
                    if names(of: info).contains(text) { return info }
                }
            }
        }
        return nil
    }

    private func info(_ resource: Value, group: String, version: String) -> KindInfo {
        KindInfo(
            type: ResourceType(
                group: group, version: version, kind: resource.at("responseKind", "kind")?.string ?? "",
                plural: resource["resource"]?.string ?? "", isNamespaced: resource["scope"]?.string == "Namespaced"),
            singular: resource["singularResource"]?.string ?? "",
            shortNames: resource["shortNames"]?.elements.compactMap(\.string) ?? [])
    }

    /// `widgets`, `widget`, `wg`; each also with the group, or the version and the group, behind it.
    private func names(of info: KindInfo) -> [String] {
        let type = info.type
        let own = [type.plural, info.singular, type.kind.lowercased()] + info.shortNames
        return own + own.map { "\($0).\(type.group)" } + own.map { "\($0).\(type.version).\(type.group)" }
    }
}

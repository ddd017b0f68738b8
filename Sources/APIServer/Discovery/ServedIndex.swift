import ClusterAPI
import Model

/// What is served, to look up and to list.
struct ServedIndex: Sendable {
    /// In the order in which discovery lists groups, versions and resources.
    let versions: [GroupVersion]
    private let resources: [ServedPath: ServedResource]

    struct GroupVersion: Sendable {
        var group: String
        var version: String
        var resources: [ServedResource]

        /// `apps/v1`, or `v1`.
        var name: String { group.isEmpty ? version : "\(group)/\(version)" }
    }

    struct ServedPath: Hashable, Sendable {
        var group: String
        var version: String
        var plural: String
    }

    /// Of the cluster's resources, and those that this server answers itself where the cluster does not have them.
    init(_ served: [ServedResource], own: [ServedResource] = []) {
        var resources: [ServedPath: ServedResource] = [:]
        var byVersion: [String: GroupVersion] = [:]
        for resource in served + own {
            let type = resource.type
            let path = ServedPath(group: type.group, version: type.version, plural: type.plural)
            if resources[path] != nil { continue }
            resources[path] = resource
            byVersion[
                type.apiVersion, default: GroupVersion(group: type.group, version: type.version, resources: [])
            ].resources.append(resource)
        }
        self.resources = resources
        versions = byVersion.values.sorted { left, right in
            left.group != right.group
                ? groupPrecedes(left.group, right.group) : versionPrecedes(left.version, right.version)
        }.map { version in
            var version = version
            version.resources.sort { $0.type.plural.precedesInBytes($1.type.plural) }
            return version
        }
    }

    func resource(group: String, version: String, plural: String) -> ServedResource? {
        resources[ServedPath(group: group, version: version, plural: plural)]
    }

    func version(group: String, version: String) -> GroupVersion? {
        versions.first { $0.group == group && $0.version == version }
    }

    /// Group names, without the core group.
    var groups: [String] {
        var groups: [String] = []
        for version in versions where !version.group.isEmpty && groups.last != version.group {
            groups.append(version.group)
        }
        return groups
    }
}

import Kinds
import Model

/// The APIServices of what the cluster serves itself, as kube-aggregator registers them: one a group and version.
enum LocalServices {
    struct Service: Hashable {
        let group: String
        let version: String
        /// Of the groups, the highest is listed first; of a group's versions likewise.
        let groupPriority: Int
        let versionPriority: Int

        /// `v1.apps`, and `v1.` for the core group.
        var name: String { "\(version).\(group)" }
        var apiVersion: String { "apiregistration.k8s.io/v1" }
        var objectKind: String { "APIService" }

        /// Registered `onstart` and for good, or for as long as a definition says so.
        func at(_ now: Instant, management: String = "onstart") -> Value {
            [
                "apiVersion": Value(apiVersion), "kind": Value(objectKind),
                "metadata": ["name": Value(name), "labels": [LocalServices.label: Value(management)]],
                "spec": [
                    "group": Value(group), "version": Value(version), "groupPriorityMinimum": Value(groupPriority),
                    "versionPriority": Value(versionPriority),
                ],
                "status": ["conditions": [LocalServices.available(at: now)]],
            ]
        }
    }

    static let label = "kube-aggregator.kubernetes.io/automanaged"

    static func available(at now: Instant) -> Value {
        [
            "type": "Available", "status": "True", "lastTransitionTime": Value(now.description), "reason": "Local",
            "message": "Local APIServices are always available",
        ]
    }

    /// What kube-apiserver gives its own groups.
    private static let groupPriorities: [String: Int] = [
        "": 18_000, "apps": 17_800, "events.k8s.io": 17_750, "authentication.k8s.io": 17_700,
        "authorization.k8s.io": 17_600, "autoscaling": 17_500, "batch": 17_400, "certificates.k8s.io": 17_300,
        "networking.k8s.io": 17_200, "policy": 17_100, "rbac.authorization.k8s.io": 17_000, "storage.k8s.io": 16_800,
        "apiextensions.k8s.io": 16_700, "admissionregistration.k8s.io": 16_700, "scheduling.k8s.io": 16_600,
        "coordination.k8s.io": 16_500, "node.k8s.io": 16_300, "discovery.k8s.io": 16_200, "resource.k8s.io": 16_200,
        "flowcontrol.apiserver.k8s.io": 16_100,
    ]
    private static let versionPriorities = ["v1": 1, "autoscaling/v1": 15, "autoscaling/v2": 30]

    /// The aggregator's own group is not registered with it.
    static let builtin: [Service] = Set(BuiltinKinds.all.map(\.type.apiVersion)).sorted().compactMap { apiVersion in
        let parts = apiVersion.split(separator: "/").map(String.init)
        let (group, version) = parts.count == 2 ? (parts[0], parts[1]) : ("", apiVersion)
        guard group != "apiregistration.k8s.io", let priority = groupPriorities[group] else { return nil }
        return Service(
            group: group, version: version, groupPriority: priority,
            versionPriority: versionPriorities[apiVersion] ?? 15)
    }

    static let builtinNames = Set(builtin.map(\.name))

    /// What an established definition has registered.
    static func services(of definition: Value) -> [Service] {
        guard definition.isConditionTrue("Established"), !definition.isBeingDeleted else { return [] }
        return names(in: definition, onlyServed: true).map { group, version in
            Service(group: group, version: version, groupPriority: 1000, versionPriority: 100)
        }
    }

    /// The group and the versions of a definition.
    static func names(in definition: Value, onlyServed: Bool = false) -> [(group: String, version: String)] {
        let group = definition.at("spec", "group")?.string ?? ""
        return (definition.at("spec", "versions")?.elements ?? [])
            .filter { !onlyServed || $0["served"]?.bool == true }
            .compactMap { $0["name"]?.string }.map { (group, $0) }
    }
}

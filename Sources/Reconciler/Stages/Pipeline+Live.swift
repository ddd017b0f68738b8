import ClusterAPI
import Kinds
import Model

extension Pipeline {
    /// Has the kinds of everything that the revision or the ledger names watched, so that the live state is at hand.
    func follow(_ desired: ManifestSet) async throws {
        var kinds = standing.kinds.union(desired.presentKinds)
        // Why a workload does not come up is told by what it owns.
        if kinds.contains(where: { rolloutKinds.contains($0.kind) }) { kinds.formUnion(dependentKinds) }
        try await learnKinds(of: desired)
        try await cache.watch(kinds)
    }

    /// What the cluster holds of what the revision or the ledger names.
    func live(_ key: ObjectKey, _ passage: Passage) -> Value? {
        passage.desired.contains(key) || passage.base[key] != nil ? cache.objects[key] : nil
    }
}

private let rolloutKinds: Set<String> = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"]

private let dependentKinds: [ManifestSet.Kind] = [
    ManifestSet.Kind(group: "apps", kind: "ReplicaSet"), ManifestSet.Kind(group: "", kind: "Pod"),
]

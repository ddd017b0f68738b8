import ClusterAPI
import Kinds
import Model

extension Pipeline {
    /// The live state of everything that the revision or the ledger names.
    func live(of desired: [Manifest], base: [ObjectKey: Value]) async throws -> [ObjectKey: Value] {
        var keys = Set(base.keys)
        for manifest in desired { keys.insert(manifest.key) }
        if keys.contains(where: { rolloutKinds.contains($0.kind) }) {
            // Why a workload does not come up is told by what it owns.
            try await cache.watch(dependentKinds)
        }
        try await learnKinds(of: desired, base: base)
        return try await cache.objects(keys)
    }
}

private let rolloutKinds: Set<String> = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"]

private let dependentKinds = [
    ObjectKey(group: "apps", kind: "ReplicaSet", namespace: "", name: "*"),
    ObjectKey(group: "", kind: "Pod", namespace: "", name: "*"),
]

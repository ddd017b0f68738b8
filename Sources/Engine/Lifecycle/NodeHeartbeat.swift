import Model

/// The Lease by which a kubelet shows every ten seconds that it lives.
///
/// The simulated kubelets live as long as the cluster does, so a beat is no write: the time of the last one is worked
/// out where the Lease is read.
enum NodeHeartbeat {
    static let namespace = "kube-node-lease"
    private static let interval: Int64 = 10_000

    static func lease(of node: String, uid: String, at now: Instant) -> Value {
        [
            "metadata": [
                "name": Value(node), "namespace": Value(namespace),
                "ownerReferences": [
                    ["apiVersion": "v1", "kind": "Node", "name": Value(node), "uid": Value(uid)]
                ],
            ],
            "spec": [
                "holderIdentity": Value(node), "leaseDurationSeconds": 40, "renewTime": Value(now.microDescription),
            ],
        ]
    }

    /// A node's Lease as it is at this time; any other, and one that somebody else writes, as it stands.
    static func shown(_ lease: Value, at now: Instant) -> Value {
        guard lease.namespace == namespace, lease.at("spec", "holderIdentity")?.string == lease.name,
            let first = lease.at("spec", "renewTime")?.string.flatMap({ Instant($0) }), first < now,
            lease.generation == 0, isUntouched(lease)
        else { return lease }
        let age = (now - first).milliseconds
        var shown = lease
        shown.set(Value((now - .milliseconds(age % interval)).microDescription), at: "spec", "renewTime")
        return shown
    }

    private static func isUntouched(_ lease: Value) -> Bool {
        (lease.metadata["managedFields"]?.elements ?? []).allSatisfy {
            $0["manager"]?.string == "kube-controller-manager"
        }
    }
}

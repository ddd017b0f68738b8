import Model

/// Whether the volumes that a pod mounts, or could be given, can be reached from a node.
struct PodVolumes {
    /// The required node affinity of volumes that its claims are bound to.
    private var bound: [Value] = []
    /// For each claim that waits for a consumer and that nobody makes a volume for: the volumes it could have.
    private var choices: [[Value]] = []

    init(of pod: Value, in view: any ClusterView, at now: Instant) {
        for name in pod.claimNames {
            guard let claim = view.claim(name, namespace: pod.namespace) else { continue }
            if claim.isClaimBound {
                let volume = claim.at("spec", "volumeName")?.string ?? ""
                let key = ObjectKey(group: "", kind: "PersistentVolume", namespace: "", name: volume)
                if let required = view.object(key)?.at("spec", "nodeAffinity", "required") { bound.append(required) }
            } else if view.storageClass(of: claim)?.text("provisioner") == VolumeNames.noProvisioner {
                choices.append(ClaimSync(claim: claim, view: view, now: now).fittingVolumes())
            }
        }
    }

    func refusal(on node: Value) -> NodeRefusal? {
        if bound.contains(where: { !isSelected(node, byTermsOf: $0) }) {
            return NodeRefusal(reasons: ["node(s) didn't match PersistentVolume's node affinity"])
        }
        let isReachable = choices.allSatisfy { volumes in volumes.contains { $0.isReachable(from: node) } }
        return isReachable
            ? nil : NodeRefusal(reasons: ["node(s) didn't find available persistent volumes to bind"])
    }
}

extension Value {
    /// Of a volume: whether it lets itself be mounted on a node.
    func isReachable(from node: Value) -> Bool {
        at("spec", "nodeAffinity", "required").map { isSelected(node, byTermsOf: $0) } ?? true
    }
}

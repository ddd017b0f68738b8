import Model

/// What the server sets in pods and nodes.
extension Preparation {
    /// A node that is not said to be ready takes no pods yet.
    static func taintUnready(_ node: inout Value) {
        let isReady = (node.status["conditions"]?.elements ?? []).contains {
            $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
        }
        var taints = node.spec["taints"]?.elements ?? []
        guard !isReady, !taints.contains(where: { $0["key"]?.string == "node.kubernetes.io/not-ready" }) else { return }
        taints.append(["key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"])
        node.set(Value(taints), at: "spec", "taints")
    }

    /// The tolerations that DefaultTolerationSeconds adds.
    static func tolerate(_ spec: inout Value) {
        var tolerations = spec["tolerations"]?.elements ?? []
        for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
            let isTolerated = tolerations.contains { toleration in
                let own = toleration["key"]?.string ?? ""
                let effect = toleration["effect"]?.string ?? ""
                return (own == key || own.isEmpty) && (effect == "NoExecute" || effect.isEmpty)
            }
            if !isTolerated {
                tolerations.append([
                    "key": Value(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300,
                ])
            }
        }
        spec["tolerations"] = Value(tolerations)
    }

    static func preparePod(_ pod: inout Value) {
        var spec = pod.spec
        tolerate(&spec)
        switch spec["priorityClassName"]?.string {
        case "system-node-critical": spec["priority"] = 2_000_001_000
        case "system-cluster-critical": spec["priority"] = 2_000_000_000
        default: if spec["priority"] == nil { spec["priority"] = 0 }
        }
        if spec["preemptionPolicy"] == nil { spec["preemptionPolicy"] = "PreemptLowerPriority" }
        pod["spec"] = spec
        var status: Value = ["phase": "Pending", "qosClass": Value(qualityOfService(of: pod))]
        if let gates = spec["schedulingGates"]?.array, !gates.isEmpty {
            status["conditions"] = [
                [
                    "type": "PodScheduled", "status": "False", "reason": "SchedulingGated", "lastProbeTime": .null,
                    "lastTransitionTime": .null, "message": "Scheduling is blocked due to non-empty scheduling gates",
                ]
            ]
        }
        pod["status"] = status
    }
}

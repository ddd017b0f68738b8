import ClusterAPI
import Model

/// What one object uses up, by the names that quotas have for it.
/// https://kubernetes.io/docs/concepts/policy/resource-quotas/
func quotaUsage(of object: Value, _ type: ResourceType) -> [String: Quantity] {
    let one = Quantity(1)
    var usage = [type.group.isEmpty ? "count/\(type.plural)" : "count/\(type.plural).\(type.group)": one]
    guard type.group.isEmpty else { return usage }
    switch type.kind {
    case "Pod":
        // What has ended holds nothing but its place in the count of objects.
        if object.isTerminal { return usage }
        usage["pods"] = one
        addCompute(of: object, to: &usage)
    case "Service":
        usage["services"] = one
        let ports = object.at("spec", "ports")?.elements ?? []
        switch object.at("spec", "type")?.string {
        case "NodePort": usage["services.nodeports"] = Quantity(ports.count)
        case "LoadBalancer":
            usage["services.loadbalancers"] = one
            let allocates = object.at("spec", "allocateLoadBalancerNodePorts")?.bool ?? true
            let count = allocates ? ports.count : ports.count { ($0["nodePort"]?.int ?? 0) != 0 }
            if count > 0 { usage["services.nodeports"] = Quantity(count) }
        default: break
        }
    case "PersistentVolumeClaim": addStorage(of: object, to: &usage)
    case "ConfigMap", "Secret", "ReplicationController", "ResourceQuota": usage[type.plural] = one
    default: break
    }
    return usage
}

private func addCompute(of pod: Value, to usage: inout [String: Quantity]) {
    for (name, amount) in ResourceDemand(of: pod).amounts {
        usage["requests.\(name)"] = amount
        if isNative(name) { usage[name] = amount }
    }
    for (name, amount) in ResourceDemand(of: pod, part: "limits").amounts where isNative(name) {
        usage["limits.\(name)"] = amount
    }
}

private func isNative(_ name: String) -> Bool {
    ["cpu", "memory", "ephemeral-storage"].contains(name) || name.hasPrefix("hugepages-")
}

private func addStorage(of claim: Value, to usage: inout [String: Quantity]) {
    let one = Quantity(1)
    usage["persistentvolumeclaims"] = one
    let storage = Quantity(claim.at("spec", "resources", "requests", "storage"))
    if let storage { usage["requests.storage"] = storage }
    let named = claim.at("spec", "storageClassName")?.string
    guard let name = claim.annotation("volume.beta.kubernetes.io/storage-class") ?? named, !name.isEmpty else { return }
    let prefix = "\(name).storageclass.storage.k8s.io"
    usage["\(prefix)/persistentvolumeclaims"] = one
    if let storage { usage["\(prefix)/requests.storage"] = storage }
}

/// What a quota counts that containers have to name for themselves: which ones do not, in kube-apiserver's words.
func unspecifiedCompute(of pod: Value, _ hard: Set<String>) -> String? {
    let computed = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"]
    let wanted = computed.filter { hard.contains($0) }
    guard !wanted.isEmpty else { return nil }
    var missing: [String: Set<String>] = [:]
    for list in ["containers", "initContainers"] {
        for container in pod.at("spec", list)?.elements ?? [] {
            for name in wanted {
                let parts = name.split(separator: ".").map(String.init)
                let (part, resource) = parts.count == 2 ? (parts[0], parts[1]) : ("requests", name)
                if container.at("resources", part, resource) != nil { continue }
                if pod.at("spec", "resources", part, resource) != nil { continue }
                missing[name, default: []].insert(container.text("name"))
            }
        }
    }
    if missing.isEmpty { return nil }
    let texts = missing.sorted { $0.key < $1.key }
        .map { "\($0.key) for: \($0.value.sorted().joined(separator: ","))" }
    return "must specify \(texts.joined(separator: "; "))"
}

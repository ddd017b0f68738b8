internal import ClusterAPI
internal import Kinds
internal import Model

/// What an object, and the pods that it makes, take of quotas, by the names that quotas have for it.
/// https://kubernetes.io/docs/concepts/policy/resource-quotas/
struct QuotaDemand {
    private(set) var amounts: [String: Quantity] = [:]

    init(of object: Value?, _ type: ResourceType) {
        guard let object, object.isObject else { return }
        add("count/\(type.plural)" + (type.group.isEmpty ? "" : ".\(type.group)"), Quantity(1))
        if type.group.isEmpty {
            switch type.kind {
            case "ConfigMap", "Secret", "ReplicationController", "ResourceQuota": add(type.plural, Quantity(1))
            case "Service": addService(object)
            case "PersistentVolumeClaim": addClaim(object)
            default: break
            }
        }
        addPods(of: object, type)
    }

    private mutating func add(_ name: String, _ amount: Quantity) { amounts[name] = (amounts[name] ?? .zero) + amount }

    private mutating func addService(_ object: Value) {
        add("services", Quantity(1))
        if object.spec["type"]?.string == "LoadBalancer" { add("services.loadbalancers", Quantity(1)) }
        if object.spec["type"]?.string == "NodePort" {
            add("services.nodeports", Quantity(object.spec["ports"]?.elements.count ?? 0))
        }
    }

    private mutating func addClaim(_ object: Value) {
        add("persistentvolumeclaims", Quantity(1))
        if let storage = Quantity(object.at("spec", "resources", "requests", "storage")) {
            add("requests.storage", storage)
        }
    }

    /// As many as the object wants in the end. Of what runs on every node the number is not known.
    private mutating func addPods(of object: Value, _ type: ResourceType) {
        let count: Int
        switch "\(type.group)/\(type.kind)" {
        case "/Pod": count = 1
        case "apps/Deployment", "apps/StatefulSet", "apps/ReplicaSet", "/ReplicationController":
            count = object.spec["replicas"]?.int ?? 1
        case "batch/Job": count = min(object.spec["parallelism"]?.int ?? 1, object.spec["completions"]?.int ?? .max)
        default: return
        }
        guard count > 0, count < 1 << 32, let path = PodTemplate.path(group: type.group, kind: type.kind),
            let spec = object.at(path[...])
        else { return }
        add("pods", Quantity(count))
        add("count/pods", Quantity(count))
        for part in ["requests", "limits"] {
            for (name, amount) in Self.compute(of: spec, part) {
                add("\(part).\(name)", amount * count)
                if part == "requests" { add(name, amount * count) }
            }
        }
    }

    /// The containers' sum, or an init container's where that is more. A limit counts as the request that is not named.
    private static func compute(of pod: Value, _ part: String) -> [String: Quantity] {
        var sum: [String: Quantity] = [:]
        func amounts(_ container: Value) -> [String: Quantity] {
            var found: [String: Quantity] = [:]
            for name in ["cpu", "memory", "ephemeral-storage"] {
                let own = container.at("resources", part, name)
                found[name] = Quantity(own ?? (part == "requests" ? container.at("resources", "limits", name) : nil))
            }
            return found
        }
        for container in pod["containers"]?.elements ?? [] {
            for (name, amount) in amounts(container) { sum[name] = (sum[name] ?? .zero) + amount }
        }
        for container in pod["initContainers"]?.elements ?? [] {
            for (name, amount) in amounts(container) { sum[name] = max(sum[name] ?? .zero, amount) }
        }
        return sum
    }
}

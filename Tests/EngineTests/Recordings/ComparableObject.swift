import Model

/// An object with only what is the same every time, lists without an order of their own sorted.
enum ComparableObject {
    /// Of metadata, and of the kinds whose generation counts writes that depend on timing.
    private static let assigned = ["uid", "resourceVersion", "creationTimestamp", "managedFields", "selfLink"]
    private static let countsWrites: Set<String> = ["ReplicaSet", "EndpointSlice", "Pod"]
    private static let triggerTime = "endpoints.kubernetes.io/last-change-trigger-time"

    static func make(_ object: Value, kind: String) -> Value {
        if kind == "Pod" { return pod(object) }
        var made = object
        made["apiVersion"] = nil
        for field in assigned { made.set(nil, at: "metadata", field) }
        if countsWrites.contains(kind) {
            made.set(nil, at: "metadata", "generation")
            made.set(nil, at: "status", "observedGeneration")
        }
        made.set(nil, at: "metadata", "annotations", triggerTime)
        if made.at("metadata", "annotations")?.isEmpty ?? false { made.set(nil, at: "metadata", "annotations") }
        if let conditions = made.at("status", "conditions")?.elements {
            made.set(sorted(conditions), at: "status", "conditions")
        }
        switch kind {
        case "Service": service(&made)
        case "EndpointSlice", "Endpoints": endpoints(&made)
        case "CronJob":
            let active = (made.at("status", "active")?.elements ?? []).map { reference in
                var reference = reference
                reference["resourceVersion"] = nil
                return reference
            }
            made.set(active.isEmpty ? nil : Value(active), at: "status", "active")
        case "PersistentVolume":
            made.set(nil, at: "status", "lastPhaseTransitionTime")
            // The recorder's provisioner chose the driver's name.
            made.set(nil, at: "spec", "csi", "driver")
        default: break
        }
        return made
    }

    /// As the recordings show all pods of an owner but the first; node and address come from chance.
    private static func pod(_ object: Value) -> Value {
        if object["brief"]?.bool == true {
            var brief = object
            for field in ["brief", "node"] { brief[field] = nil }
            brief.set(nil, at: "labels", "topology.kubernetes.io/zone")
            brief["ownerReferences"] = (brief["ownerReferences"]?.elements ?? []).first
            return brief
        }
        var labels = Value(object.labels)
        labels["topology.kubernetes.io/zone"] = nil
        var brief: Value = ["labels": labels]
        if !object.annotations.isEmpty { brief["annotations"] = Value(object.annotations) }
        if object.isBeingDeleted { brief["deleting"] = true }
        let held = (object.at("status", "conditions")?.elements ?? []).filter {
            $0["type"]?.string == "PodScheduled" && $0["status"]?.string == "False"
        }
        if !held.isEmpty { brief["conditions"] = Value(held) }
        if !object.finalizers.isEmpty { brief["finalizers"] = Value(strings: object.finalizers) }
        let owner = object.at("metadata", "ownerReferences")?.elements.first
        brief["ownerReferences"] = owner.map {
            Value("\($0["kind"]?.string ?? "")/\($0["name"]?.string ?? "")")
        }
        brief["images"] = Value(
            (object.at("spec", "containers")?.elements ?? []).map { $0["image"] ?? .null })
        brief["phase"] = object.at("status", "phase")
        let isReady = object.at("status", "conditions")?.elements.contains {
            $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
        }
        brief["ready"] = Value(isReady ?? false)
        return brief
    }

    private static func service(_ made: inout Value) {
        for field in ["clusterIP", "clusterIPs"] where made.at("spec", "clusterIP")?.string != "None" {
            made.set(nil, at: "spec", field)
        }
        let ports = (made.at("spec", "ports")?.elements ?? []).map { port in
            var port = port
            port["nodePort"] = nil
            return port
        }
        made.set(ports.isEmpty ? nil : Value(ports), at: "spec", "ports")
    }

    private static func endpoints(_ made: inout Value) {
        func anonymous(_ endpoint: Value) -> Value {
            var endpoint = endpoint
            for field in ["nodeName", "zone", "ip"] { endpoint[field] = nil }
            if endpoint["targetRef"] != nil { endpoint["addresses"] = nil }
            endpoint.set(nil, at: "targetRef", "uid")
            return endpoint
        }
        made["endpoints"] = sorted((made["endpoints"]?.elements ?? []).map(anonymous))
        made["ports"] = sorted(made["ports"]?.elements ?? [])
        let subsets = (made["subsets"]?.elements ?? []).map { subset in
            var subset = subset
            for field in ["addresses", "notReadyAddresses"] {
                subset[field] = subset[field].map { sorted($0.elements.map(anonymous)) }
            }
            subset["ports"] = sorted(subset["ports"]?.elements ?? [])
            return subset
        }
        made["subsets"] = sorted(subsets)
    }

    static func sorted(_ elements: [Value]) -> Value { Value(elements.sorted { $0.json < $1.json }) }
}

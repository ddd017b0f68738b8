public import Model

/// What the server itself sets in an object before it validates it: `PrepareForCreate` and `PrepareForUpdate` of the
/// kind's strategy, and the admission plugins that every cluster has.
enum Preparation {
    /// `hadLabels`: whether the object had labels of its own before any default.
    static func create(_ object: Value, info: KindInfo?, options: AdmissionOptions, hadLabels: Bool) -> Value {
        let strategy = KindStrategy.of(object, info: info)
        var object = object
        var metadata = object.metadata
        for name in [
            "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "uid", "generation",
        ] { metadata[name] = nil }
        if !options.uid.isEmpty { metadata["uid"] = Value(options.uid) }
        if info?.type.isNamespaced == false { metadata["namespace"] = nil }
        if strategy.generation != .none { metadata["generation"] = 1 }
        object["metadata"] = metadata
        if strategy.resetsStatus { object["status"] = emptyStatus(of: object) }
        switch (object.group, object.objectKind) {
        case ("", "Pod"): preparePod(&object)
        case ("", "Namespace"):
            var finalizers = object.at("spec", "finalizers")?.elements ?? []
            if !finalizers.contains("kubernetes") { finalizers.append("kubernetes") }
            object.set(Value(finalizers), at: "spec", "finalizers")
        case ("", "Service"): prepareService(&object)
        case ("", "PersistentVolumeClaim"): protect(&object, "kubernetes.io/pvc-protection")
        case ("", "PersistentVolume"): protect(&object, "kubernetes.io/pv-protection")
        case ("apps", "DaemonSet"):
            object.set("1", at: "metadata", "annotations", templateGeneration)
        case ("batch", "Job"): prepareJob(&object, hadLabels: hadLabels)
        case ("", "Node"): taintUnready(&object)
        case ("apiextensions.k8s.io", "CustomResourceDefinition"):
            let stored = (object.at("spec", "versions")?.elements ?? []).first { $0["storage"]?.bool == true }
            if let name = stored?["name"] { object.set([name], at: "status", "storedVersions") }
        default: break
        }
        return object
    }

    /// What is read back of a new object once it is stored: a Job without labels has its template's.
    static func stored(_ object: Value) -> Value {
        guard object.objectKind == "Job", object.group == "batch", object.labels.isEmpty,
            let labels = object.at("spec", "template", "metadata", "labels"), !labels.isEmpty
        else { return object }
        var object = object
        object.set(labels, at: "metadata", "labels")
        return object
    }

    static func update(_ new: Value, over old: Value, info: KindInfo?) -> Value {
        let strategy = KindStrategy.of(new, info: info)
        var object = new
        var metadata = object.metadata
        let before = old.metadata
        for name in ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] {
            if metadata[name] == nil || name.hasPrefix("deletion") { metadata[name] = before[name] }
        }
        metadata["generation"] = before["generation"]
        if info?.type.isNamespaced == false { metadata["namespace"] = nil }
        object["metadata"] = metadata
        if strategy.resetsStatus { object["status"] = old["status"] }
        switch (object.group, object.objectKind) {
        case ("", "Namespace"): object.set(old.at("spec", "finalizers"), at: "spec", "finalizers")
        case ("", "Service"): keepAllocations(&object, old)
        case ("", "Secret"): if new["type"]?.isEmpty ?? true { object["type"] = old["type"] }
        case ("apps", "DaemonSet"):
            let number = Int(old.annotation(templateGeneration) ?? "") ?? 1
            let changed = object.at("spec", "template") != old.at("spec", "template")
            object.set(Value(String(changed ? number &+ 1 : number)), at: "metadata", "annotations", templateGeneration)
        case ("", "Pod"):
            var spec = object.spec
            tolerate(&spec)
            for name in ["priority", "preemptionPolicy"] where spec[name] == nil { spec[name] = old.spec[name] }
            object["spec"] = spec
        default: break
        }
        if strategy.generation != .none, strategy.changes(object, old) {
            object.set(Value(old.generation &+ 1), at: "metadata", "generation")
        }
        return object
    }

    private static let templateGeneration = "deprecated.daemonset.template.generation"

    /// The status of a new object of the kind, as it prints; nil for a kind without one.
    static func emptyStatus(of object: Value) -> Value? {
        emptyStatuses["\(object.apiVersion)/\(object.objectKind)"]
    }

    private static let emptyStatuses: [String: Value] = {
        var statuses: [String: Value] = [:]
        for info in BuiltinKinds.all {
            let object: Value = ["apiVersion": Value(info.type.apiVersion), "kind": Value(info.type.kind)]
            statuses["\(info.type.apiVersion)/\(info.type.kind)"] =
                defaulted(object)["status"] ?? (info.hasStatus ? .emptyObject : nil)
        }
        statuses["v1/Namespace"] = ["phase": "Active"]
        return statuses
    }()

    private static func protect(_ object: inout Value, _ finalizer: String) {
        var finalizers = object.metadata["finalizers"]?.elements ?? []
        if !finalizers.contains(Value(finalizer)) { finalizers.append(Value(finalizer)) }
        object.set(Value(finalizers), at: "metadata", "finalizers")
    }

    /// A node that is not said to be ready takes no pods yet.
    private static func taintUnready(_ node: inout Value) {
        let isReady = (node.status["conditions"]?.elements ?? []).contains {
            $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
        }
        var taints = node.spec["taints"]?.elements ?? []
        guard !isReady, !taints.contains(where: { $0["key"]?.string == "node.kubernetes.io/not-ready" }) else { return }
        taints.append(["key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"])
        node.set(Value(taints), at: "spec", "taints")
    }

    /// The tolerations that DefaultTolerationSeconds adds.
    private static func tolerate(_ spec: inout Value) {
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

    private static func preparePod(_ pod: inout Value) {
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

    /// One family of addresses; a headless Service that selects nothing may have both.
    private static func prepareService(_ service: inout Value) {
        var spec = service.spec
        guard spec["type"]?.string != "ExternalName" else { return }
        let isHeadless = spec["clusterIP"]?.string == "None"
        if isHeadless, spec["clusterIPs"] == nil { spec["clusterIPs"] = ["None"] }
        if let first = spec["clusterIPs"]?.elements.first, spec["clusterIP"]?.isEmpty ?? true {
            spec["clusterIP"] = first
        } else if let address = spec["clusterIP"], !address.isEmpty, spec["clusterIPs"] == nil {
            spec["clusterIPs"] = Value([address])
        }
        let selectsNothing = spec["selector"]?.isEmpty ?? true
        if spec["ipFamilyPolicy"] == nil {
            let wantsBoth =
                (spec["ipFamilies"]?.elements.count ?? 0) > 1
                || (isHeadless && selectsNothing && spec["ipFamilies"] == nil)
            spec["ipFamilyPolicy"] = wantsBoth ? "RequireDualStack" : "SingleStack"
        }
        if spec["ipFamilies"] == nil {
            let both = isHeadless && selectsNothing && spec["ipFamilyPolicy"]?.string != "SingleStack"
            spec["ipFamilies"] = both ? ["IPv4", "IPv6"] : ["IPv4"]
        }
        service["spec"] = spec
    }

    /// An update that does not name what was allocated keeps it.
    private static func keepAllocations(_ service: inout Value, _ old: Value) {
        var spec = service.spec
        let before = old.spec
        let isExternal = spec["type"]?.string == "ExternalName"
        if !isExternal, before["type"]?.string != "ExternalName" {
            if spec["clusterIP"]?.isEmpty ?? true { spec["clusterIP"] = before["clusterIP"] }
            if spec["clusterIPs"]?.isEmpty ?? true, spec["clusterIP"] == before["clusterIP"] {
                spec["clusterIPs"] = before["clusterIPs"]
            } else if let address = spec["clusterIP"], !address.isEmpty, address != spec["clusterIPs"]?.elements.first {
                if before["clusterIPs"] == spec["clusterIPs"] || spec["clusterIPs"] == nil {
                    spec["clusterIPs"] = Value([address])
                }
            }
            for name in ["ipFamilies", "ipFamilyPolicy"] where spec[name] == nil { spec[name] = before[name] }
        }
        let type = spec["type"]?.string
        let hasNodePorts = { (type: String?) in type == "NodePort" || type == "LoadBalancer" }
        if hasNodePorts(type), hasNodePorts(before["type"]?.string), let ports = spec["ports"]?.array {
            let known = before["ports"]?.elements ?? []
            let taken = Set(ports.compactMap { $0["nodePort"]?.int })
            spec["ports"] = Value(
                ports.map { port in
                    guard (port["nodePort"]?.int ?? 0) == 0,
                        let same = known.first(where: {
                            $0["port"] == port["port"] && $0["protocol"] == port["protocol"]
                        }), let number = same["nodePort"]?.int, !taken.contains(number)
                    else { return port }
                    var port = port
                    port["nodePort"] = Value(number)
                    return port
                })
        }
        if type == "LoadBalancer", spec["externalTrafficPolicy"]?.string == "Local",
            spec["healthCheckNodePort"] == nil
        {
            spec["healthCheckNodePort"] = before["healthCheckNodePort"]
        }
        dropWhatTheTypeLacks(&spec, before)
        service["spec"] = spec
    }

    /// Fields that the former type needed and this one has no use for go, where the update did not touch them.
    private static func dropWhatTheTypeLacks(_ spec: inout Value, _ before: Value) {
        let type = spec["type"]?.string
        guard type != before["type"]?.string else { return }
        if type == "ExternalName" {
            for name in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"]
            where spec[name] == before[name] { spec[name] = nil }
        }
        if type == "ClusterIP" || type == "ExternalName", let ports = spec["ports"]?.array {
            let known = before["ports"]?.elements ?? []
            if zip(ports, known).allSatisfy({ $0["nodePort"] == $1["nodePort"] }), ports.count == known.count {
                spec["ports"] = Value(
                    ports.map { port in
                        var port = port
                        port["nodePort"] = nil
                        return port
                    })
            }
            if spec["externalIPs"]?.isEmpty ?? true, spec["externalTrafficPolicy"] == before["externalTrafficPolicy"] {
                spec["externalTrafficPolicy"] = nil
            }
        }
        if type != "LoadBalancer" {
            for name in ["allocateLoadBalancerNodePorts", "loadBalancerClass", "healthCheckNodePort"]
            where spec[name] == before[name] { spec[name] = nil }
        }
    }

    /// A Job that does not select by itself gets labels with its uid, and a selector for them.
    private static func prepareJob(_ job: inout Value, hadLabels: Bool) {
        guard job.at("spec", "manualSelector")?.bool != true else { return }
        let uid = job.uid
        var labels = job.at("spec", "template", "metadata", "labels")?.object ?? Members()
        let sharesLabels = !hadLabels && !labels.isEmpty
        labels["controller-uid"] = Value(uid)
        labels["job-name"] = Value(job.name)
        labels["batch.kubernetes.io/controller-uid"] = Value(uid)
        labels["batch.kubernetes.io/job-name"] = Value(job.name)
        job.set(Value(labels), at: "spec", "template", "metadata", "labels")
        if job.at("spec", "selector") == nil { job.set(.emptyObject, at: "spec", "selector") }
        job.set(Value(uid), at: "spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid")
        // Labels that come from the template come from the completed one.
        if sharesLabels { job.set(Value(labels), at: "metadata", "labels") }
    }
}

/// `Guaranteed` where every container requests exactly what limits it in CPU and memory, `BestEffort` where none asks
/// for either, else `Burstable`.
public func qualityOfService(of pod: Value) -> String {
    let containers = (pod.spec["containers"]?.elements ?? []) + (pod.spec["initContainers"]?.elements ?? [])
    var isBestEffort = true
    var isGuaranteed = true
    for container in containers {
        for resource in ["cpu", "memory"] {
            let limit = container.at("resources", "limits", resource)?.string.flatMap { try? Quantity($0) }
            let request = container.at("resources", "requests", resource)?.string.flatMap { try? Quantity($0) }
            let hasLimit = limit.map { !$0.isZero } ?? false
            let hasRequest = request.map { !$0.isZero } ?? false
            if hasLimit || hasRequest { isBestEffort = false }
            if !hasLimit || request != limit { isGuaranteed = false }
        }
    }
    return isBestEffort ? "BestEffort" : isGuaranteed ? "Guaranteed" : "Burstable"
}

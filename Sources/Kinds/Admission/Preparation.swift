import Model

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

    static func protect(_ object: inout Value, _ finalizer: String) {
        var finalizers = object.metadata["finalizers"]?.elements ?? []
        if !finalizers.contains(Value(finalizer)) { finalizers.append(Value(finalizer)) }
        object.set(Value(finalizers), at: "metadata", "finalizers")
    }

    /// A Job that does not select by itself gets labels with its uid, and a selector for them.
    static func prepareJob(_ job: inout Value, hadLabels: Bool) {
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

import Model

extension DeploymentSync {
    /// The ReplicaSet of the current template, made where asked for, and all others; nil where this look has to end.
    /// Brings the revision numbers up to date on the way.
    mutating func revisions(creating: Bool) -> (new: Value?, old: [Value])? {
        let template = deployment.at("spec", "template") ?? .emptyObject
        let found = sets.sorted { $0.isOlder(than: $1) }
            .first { ($0.at("spec", "template") ?? .emptyObject).equalsIgnoringHash(template) }
        let old = sets.filter { $0.name != found?.name }
        let next = (old.compactMap(\.revision).max() ?? 0) &+ 1
        if let found { return (bringUpToDate(found, revision: next), old) }
        guard creating else { return (nil, old) }
        guard let created = create(revision: next, beside: old) else { return nil }
        return (created, old)
    }

    private mutating func bringUpToDate(_ found: Value, revision: Int) -> Value {
        var set = found
        let isAnnotated = annotate(&set, revision: revision)
        let minReady = deployment.at("spec", "minReadySeconds")
        if isAnnotated || (set.at("spec", "minReadySeconds")?.int ?? 0) != (minReady?.int ?? 0) {
            set.set(minReady, at: "spec", "minReadySeconds")
            write(set)
            return set
        }
        var isChanged = setRevision(set.annotation(Annotation.revision) ?? "")
        if deployment.hasProgressDeadline, deployment.condition("Progressing") == nil {
            var status = deployment.status
            status.setCondition(
                "Progressing", "True", "FoundNewReplicaSet", "Found new replica set \"\(set.name)\"", at: now)
            deployment["status"] = status
            isChanged = true
        }
        if isChanged { mutations.append(.write(deployment.unversioned)) }
        return set
    }

    /// Copies the Deployment's annotations and writes the revision's number; whether that changed the set.
    func annotate(_ set: inout Value, revision: Int) -> Bool {
        let before = set.annotations
        for (name, value) in deployment.annotations where !Annotation.own.contains(name) {
            set.set(value, at: "metadata", "annotations", name)
        }
        let known = set.annotation(Annotation.revision)
        if (set.revision ?? 0) < revision {
            set.setAnnotation(Annotation.revision, String(revision))
            if let known { appendToHistory(&set, known) }
        }
        return set.annotations != before
    }

    private func appendToHistory(_ set: inout Value, _ known: String) {
        let text = set.annotation(Annotation.history) ?? ""
        var past = text.split(separator: ",").map(String.init)
        past.append(known)
        while past.count > 1, past.reduce(past.count - 1, { $0 + $1.utf8.count }) > Annotation.historyLimit {
            past.removeFirst()
        }
        set.setAnnotation(Annotation.history, past.joined(separator: ","))
    }

    private mutating func setRevision(_ revision: String) -> Bool {
        if revision.isEmpty || deployment.annotation(Annotation.revision) == revision { return false }
        deployment.setAnnotation(Annotation.revision, revision)
        return true
    }

    private mutating func create(revision: Int, beside old: [Value]) -> Value? {
        var set = newReplicaSet()
        let size = newSize(of: set, among: old + [set])
        set.set(Value(size), at: "spec", "replicas")
        _ = annotate(&set, revision: revision)
        _ = set.setSizes(desired: deployment.replicas, maximum: deployment.replicas + limits.surge)
        if let other = view.object(set.key) {
            guard other.isControlled(by: deployment) else {
                noteCollision()
                return nil
            }
            return other
        }
        if let refusal = view.refusal(ofCreating: set) {
            noteRefusal(set, refusal)
            return nil
        }
        mutations.append(.create(set))
        if size > 0 { record(.normal, "ScalingReplicaSet", "Scaled up replica set \(set.name) from 0 to \(size)") }
        var isChanged = setRevision(String(revision))
        if deployment.hasProgressDeadline {
            var status = deployment.status
            status.setCondition(
                "Progressing", "True", "NewReplicaSetCreated", "Created new replica set \"\(set.name)\"", at: now)
            isChanged = isChanged || status != deployment.status
            deployment["status"] = status
        }
        if isChanged { mutations.append(.write(deployment.unversioned)) }
        return set
    }

    /// Of the current template, with no size yet.
    private func newReplicaSet() -> Value {
        var template = deployment.at("spec", "template") ?? .emptyObject
        let hash = Hashing.hash(of: template, collisions: deployment.at("status", "collisionCount")?.int)
        template.set(Value(hash), at: "metadata", "labels", Annotation.hashLabel)
        var selector = deployment.at("spec", "selector") ?? .emptyObject
        selector.set(Value(hash), at: "matchLabels", Annotation.hashLabel)
        var spec: Value = ["replicas": 0, "selector": selector, "template": template]
        spec["minReadySeconds"] = deployment.at("spec", "minReadySeconds")
        return [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": [
                "name": Value("\(deployment.name)-\(hash)"), "namespace": Value(deployment.namespace),
                "labels": template.at("metadata", "labels") ?? .emptyObject,
                "ownerReferences": [deployment.asController],
            ],
            "spec": spec,
        ]
    }

    /// Somebody else has the name: another hash next time.
    private mutating func noteCollision() {
        var status = deployment.status
        status["collisionCount"] = Value((status["collisionCount"]?.int ?? 0) &+ 1)
        writeStatus(status)
        callAgain(now)
    }

    private mutating func noteRefusal(_ set: Value, _ refusal: String) {
        let message = "Failed to create new replica set \"\(set.name)\": \(refusal)"
        var status = deployment.status
        if deployment.hasProgressDeadline {
            status.setCondition("Progressing", "False", "ReplicaSetCreateError", message, at: now)
        }
        writeStatus(status)
        record(.warning, "ReplicaSetCreateError", message)
        let since = deployment.condition("Progressing")?.time("lastUpdateTime")
        callAgain(now + retryDelay(since: since, now: now))
    }
}

extension Value {
    /// Whether two pod templates are the same but for the hash in their labels.
    func equalsIgnoringHash(_ other: Value) -> Bool { withoutHash == other.withoutHash }

    private var withoutHash: Value {
        var copy = self
        copy.set(nil, at: "metadata", "labels", Annotation.hashLabel)
        copy.set(nil, at: "metadata", "creationTimestamp")
        return copy
    }
}

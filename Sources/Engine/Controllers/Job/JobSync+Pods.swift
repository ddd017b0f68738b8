import Model

extension JobSync {
    /// The most pods made or removed in one look.
    private static let burst = 500

    /// As many active pods as the Job wants now.
    mutating func manage() {
        if isSuspended { return remove(active, isFailure: false) }
        let wanted = wantedActive
        let surplus = surplusPods(active.count - wanted)
        if !surplus.isEmpty { return remove(surplus.prefix(JobSync.burst).map(\.self), isFailure: false) }
        let waits = job.at("spec", "podReplacementPolicy")?.string == "Failed" ? terminating : 0
        let missing = wanted - waits - active.count
        if missing > 0 { create(min(missing, JobSync.burst)) }
    }

    private var wantedActive: Int {
        guard let completions else { return succeeded > 0 ? active.count : parallelism }
        return max(0, min(parallelism, completions - succeeded - failedIndexes.count))
    }

    /// Pods of an index that has another one or is done go first, then those that lose least.
    private func surplusPods(_ count: Int) -> [Value] {
        var surplus: [Value] = []
        var rest: [Value] = []
        if isIndexed {
            var seen: Set<Int> = []
            for pod in removalOrder(of: active, related: [], at: now).reversed() {
                let index = pod.completionIndex(below: completions ?? 0)
                if let index, !seen.contains(index) {
                    seen.insert(index)
                    rest.append(pod)
                } else {
                    surplus.append(pod)
                }
            }
        } else {
            rest = active
        }
        let missing = count - surplus.count
        if missing > 0 { surplus += removalOrder(of: rest, related: [], at: now).prefix(missing) }
        return surplus
    }

    /// Ends what still runs, for the Job has its end.
    mutating func removeActive() { remove(active, isFailure: true) }

    /// Removes pods; those that the Job merely has no use for are not to count as failed.
    private mutating func remove(_ removed: [Value], isFailure: Bool) {
        for pod in removed {
            if !isFailure {
                if pod.isTracked { mutations.append(.update(pod.untracked)) }
                released.insert(pod.uid)
            }
            mutations.append(.delete(pod.key, uid: pod.uid, gracePeriodSeconds: nil))
            record(.normal, "SuccessfulDelete", "Deleted pod: \(pod.name)")
            // One that no node has taken yet is gone at once.
            if !pod.nodeName.isEmpty { terminating += 1 }
            if pod.isPodReady { ready -= 1 }
        }
        let uids = Set(removed.map(\.uid))
        active.removeAll { uids.contains($0.uid) }
    }

    private mutating func create(_ count: Int) {
        if limitPerIndex == nil, let end = backoff.end(at: now) { return wake(at: end) }
        var indexes: [Int?] = Array(repeating: nil, count: count)
        if isIndexed { indexes = dueIndexes(count) }
        guard !indexes.isEmpty else { return }
        var taken: Set<String> = []
        func named(_ index: Int?, _ salt: String) -> Value {
            var pod = newPod(index)
            let prefix = pod.metadata["generateName"]?.string ?? ""
            let name = view.freshName(
                prefix: prefix, kind: "Pod", group: "", namespace: job.namespace,
                seed: "\(job.uid) \(job.resourceVersion) \(now.milliseconds) \(salt)", taken: taken)
            pod.set(Value(name), at: "metadata", "name")
            return pod
        }
        let (most, refusal) = view.admissible(indexes.count, of: named(indexes.first ?? nil, "refused"))
        for (place, index) in indexes.prefix(most).enumerated() {
            let pod = named(index, String(place))
            let name = pod.name
            taken.insert(name)
            mutations.append(.create(pod))
            active.append(pod)
            record(.normal, "SuccessfulCreate", "Created pod: \(name)")
            if let index { awaitingSuccessor[index] = nil }
        }
        if most == JobSync.burst { wake(at: now) }
        refusedSince = refusal == nil ? nil : refusedSince ?? now
        if let refusal { fail(refusal) }
    }

    private mutating func fail(_ refusal: String) {
        let namespace = ObjectKey(group: "", kind: "Namespace", namespace: "", name: job.namespace)
        if view.object(namespace)?.isBeingDeleted ?? true { return }
        record(.warning, "FailedCreate", "Error creating: \(refusal)")
        // Its queue waits a second at first and doubles that, up to a minute.
        wake(at: now + min(now - (refusedSince ?? now) + .seconds(1), .seconds(60)))
    }

    /// The lowest indexes that have no pod and are not done, as far as their own back-off is over.
    private mutating func dueIndexes(_ count: Int) -> [Int?] {
        let limit = completions ?? 0
        var busy = succeededIndexes
        for range in failedIndexes.ranges { busy.insert(range) }
        for index in active.compactMap({ $0.completionIndex(below: limit) }) { busy.insert(index) }
        var due: [Int?] = []
        var next: Instant?
        for index in busy.firstMissing(count, below: limit) {
            if let last = awaitingSuccessor[index],
                let end = JobBackoff.end(
                    failures: last.indexFailures + last.ignoredIndexFailures + 1, last: last.endTime ?? now, at: now)
            {
                next = min(next ?? end, end)
            } else {
                due.append(index)
            }
        }
        if let next { wake(at: next) }
        return due
    }

    private func newPod(_ index: Int?) -> Value {
        var made = pod(from: job.at("spec", "template") ?? .emptyObject, for: job)
        var finalizers = made.finalizers
        if !finalizers.contains(JobNames.tracking) { finalizers.append(JobNames.tracking) }
        made.set(Value(strings: finalizers), at: "metadata", "finalizers")
        made.set(Value(job.name + "-"), at: "metadata", "generateName")
        guard let index else { return made }
        made.set(Value("\(job.name)-\(index)-"), at: "metadata", "generateName")
        made.setAnnotation(JobNames.completionIndex, String(index))
        made.setLabel(JobNames.completionIndex, String(index))
        made.set(Value("\(job.name)-\(index)"), at: "spec", "hostname")
        for list in ["initContainers", "containers"] {
            guard let containers = made.at("spec", list)?.elements, !containers.isEmpty else { continue }
            made.set(Value(containers.map(withIndexVariable)), at: "spec", list)
        }
        if limitPerIndex != nil { setFailureCounts(&made, after: awaitingSuccessor[index]) }
        return made
    }

    private func withIndexVariable(_ container: Value) -> Value {
        let name = "JOB_COMPLETION_INDEX"
        var variables = container["env"]?.elements ?? []
        if variables.contains(where: { $0.text("name") == name }) { return container }
        let path = "metadata.labels['\(JobNames.completionIndex)']"
        variables.append(["name": Value(name), "valueFrom": ["fieldRef": ["fieldPath": Value(path)]]])
        var container = container
        container["env"] = Value(variables)
        return container
    }

    private func setFailureCounts(_ pod: inout Value, after failed: Value?) {
        guard let failed else { return pod.setAnnotation(JobNames.failureCount, "0") }
        let counts = podFailureVerdict(of: failed, by: failurePolicy).counts
        pod.setAnnotation(JobNames.failureCount, String(failed.indexFailures + (counts ? 1 : 0)))
        let ignored = failed.ignoredIndexFailures + (counts ? 0 : 1)
        if ignored > 0 { pod.setAnnotation(JobNames.ignoredFailureCount, String(ignored)) }
    }
}

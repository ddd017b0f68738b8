internal import ClusterAPI
internal import Kinds
internal import Model

extension Transaction {
    /// Asks for the events of what failed and, where a container ended, for the end of its log. Undoing waits for the
    /// answers, a few seconds at the most: it takes away what they are about.
    mutating func gatherEvidence(of step: Int, at now: Instant) {
        guard let written = progress[step].written, !isStopping, evidence[step] == nil else { return }
        let object = seen.object(steps[step].key) ?? written
        let dependents = seen.dependents(of: object.uid)
        var found = Evidence(uids: Set([object.uid] + dependents.map(\.uid)))
        var sources: [EvidenceSource] = []
        if !object.namespace.isEmpty { sources.append(.events(namespace: object.namespace)) }
        let pods = [object] + dependents
        if let (pod, container, previous) = pods.filter({ $0.objectKind == "Pod" }).lazy.compactMap(endedContainer)
            .first
        {
            found.container = container
            let named = references(of: pod).filter { $0.target.kind == "Secret" && $0.target.group.isEmpty }
            sources += Set(named.map(\.target)).sorted().map { .secret($0) }
            sources.append(.log(pod.key, container: container, previous: previous))
        }
        evidence[step] = found
        if evidenceDeadline == .distantFuture { evidenceDeadline = now + .seconds(5) }
        for source in sources {
            let errand = Errand.evidence(step, source)
            awaitedEvidence.insert(errand)
            errands.add(errand)
        }
    }

    mutating func answeredEvidence(_ step: Int, _ source: EvidenceSource, _ result: Result<Response, ClusterError>) {
        awaitedEvidence.remove(.evidence(step, source))
        guard var found = evidence[step] else { return }
        switch (source, result) {
        case (.events, .success(let response)): found.events = response.list?.items ?? []
        case (.log, .success(let response)): found.log = response.text ?? ""
        case (.secret, .success(let response)): if let secret = response.object { found.learn(secret: secret) }
        case (.secret, .failure(let error)) where error.reason != .notFound: found.isLogWithheld = true
        default: break
        }
        evidence[step] = found
    }

    func isGathering(at now: Instant) -> Bool { !awaitedEvidence.isEmpty && now < evidenceDeadline && !isStopping }

    /// Adds what was learned to the reasons.
    mutating func tellEvidence() {
        // What has not been answered by now might hold a Secret's value.
        for case .evidence(let step, .secret) in awaitedEvidence { evidence[step]?.isLogWithheld = true }
        for index in failures.indices {
            guard let key = failures[index].object, let step = stepOfKey[key], let found = evidence[step] else {
                continue
            }
            let more = found.text(besides: failures[index].message)
            if more.isEmpty { continue }
            failures[index].message += more
            // Whoever takes it up after a crash knows the whole reason.
            note(StepResult(step: step, result: .failed, reason: failures[index].message))
        }
        evidence = [:]
        awaitedEvidence = []
    }
}

/// A container of a pod that has ended with an error, now or the last time; the name of the pod's container, and whether
/// it was the last time.
private func endedContainer(of pod: Value) -> (pod: Value, container: String, previous: Bool)? {
    for list in ["initContainerStatuses", "containerStatuses"] {
        for status in pod.status[list]?.elements ?? [] {
            guard let name = status["name"]?.string else { continue }
            if let code = status.at("state", "terminated", "exitCode")?.int {
                if code != 0 { return (pod, name, false) }
            } else if status.at("lastState", "terminated") != nil {
                return (pod, name, true)
            }
        }
    }
    return nil
}

internal import ClusterAPI
internal import Diff
internal import Kinds
internal import Model

extension Transaction {
    mutating func beginPreflight() {
        var asked: Set<ObjectKey> = []
        for need in needs where asked.insert(need.target).inserted { errands.add(.need(need.target)) }
        for namespace in chargedNamespaces { errands.add(.quotas(namespace: namespace)) }
        for index in surveys.indices { errands.add(.survey(index)) }
        let custom = CustomKinds(
            definitions: steps.lazy.filter { $0.action != .delete && $0.key.isDefinition }.compactMap(\.body))
        var own: [Step] = []
        for step in steps {
            if isDryRunPossible(step) { errands.add(.dryRun(step.id)) } else { own.append(step) }
            if step.action == .replace { errands.add(.dryRun(step.id)) }
        }
        for (step, refused) in zip(own, own.mapInParallel { Transaction.admissionRefusal(of: $0, custom) }) {
            guard let refused else { continue }
            problems +=
                unreadable(step, refused.message)
                ?? refusal(
                    of: step, message: refused.message,
                    causes: refused.errors.map { (field: $0.field, message: $0.body) })
        }
    }

    /// The cluster cannot judge what is in a namespace, or of a kind, that this very transaction makes; nor what takes
    /// another's place.
    private func isDryRunPossible(_ step: Step) -> Bool {
        if step.action == .replace { return false }
        if step.action == .delete { return true }
        for wait in step.waits {
            let other = steps[wait.on]
            if other.action == .create, other.key.kind == "Namespace", other.key.name == step.key.namespace {
                return false
            }
            if other.key.isDefinition, wait.until == .healthy, other.action != .update || changesSpec(other) {
                return false
            }
        }
        return true
    }

    private func changesSpec(_ step: Step) -> Bool { step.change.live?["spec"] != step.body?["spec"] }

    /// `custom`: the kinds that this very transaction defines, or defines anew.
    private static func admissionRefusal(of step: Step, _ custom: CustomKinds) -> AdmissionRefusal? {
        guard let body = step.change.desired ?? step.body else { return nil }
        do {
            if BuiltinKinds.named(apiVersion: step.type.apiVersion, kind: step.type.kind) != nil {
                _ = try admit(create: body)
            } else if let kind = custom.named(apiVersion: step.type.apiVersion, kind: step.type.kind) {
                _ = try admit(create: body, as: kind)
            }
            return nil
        } catch {
            return error
        }
    }

    func dryRun(of step: Step) -> Request? {
        if step.action == .delete || step.action == .replace {
            var request = deleteRequest(step, over: nil)
            request.options.dryRun = true
            return request
        }
        guard var request = writeRequest(step) else { return nil }
        request.options.dryRun = true
        // Custom resources cannot be updated by who does not say what was seen.
        if BuiltinKinds.named(apiVersion: step.type.apiVersion, kind: step.type.kind) != nil {
            request.body?.set(nil, at: "metadata", "resourceVersion")
        }
        request.body?.set(nil, at: "metadata", "uid")
        return request
    }

    mutating func answeredPreflight(_ errand: Errand, _ result: Result<Response, ClusterError>, at now: Instant) {
        if case .failure(let error) = result, error.isTransient {
            lastTrouble = error.message
            _ = errands.retry(errand, after: error.details?.retryAfterSeconds, at: now)
            return
        }
        if case .failure(let error) = result, case .dryRun(let step) = errand, isOutdated(error, steps[step]) {
            lastTrouble = error.message
            isOutdated = true
            return
        }
        if case .success = result, !isPrepared, problems.isEmpty, !settings.isPreflightOnly {
            isPrepared = true
            act(.prepare(steps))
        }
        switch errand {
        case .need(let key): judge(needs.filter { $0.target == key }, result)
        case .dryRun(let step): judge(steps[step], result)
        case .survey(let index): answeredSurvey(index, result)
        case .quotas(let namespace):
            if case .success(let response) = result { judgeQuotas(response.list?.items ?? [], in: namespace) }
        default: break
        }
    }

    /// The plan saw an object that is gone, or its namespace, and that is gone or on its way, or a kind that is not served
    /// any more: there is to be another plan.
    private func isOutdated(_ error: ClusterError, _ step: Step) -> Bool {
        guard error.isOfNamespace else {
            return error.reason == .notFound && (step.action == .update || step.action == .create)
        }
        return !needs.contains { $0.target.kind == "Namespace" && $0.target.name == step.key.namespace }
    }

    private mutating func judge(_ needs: [Plan.Need], _ result: Result<Response, ClusterError>) {
        switch result {
        case .failure(let error) where error.reason == .notFound: problems += needs.map(\.problem)
        case .failure: break  // Not for us to read: others may know it.
        case .success(let response):
            guard let object = response.object else { return }
            for need in needs {
                guard let entry = need.entry, !has(entry, object) else { continue }
                let step = steps[need.step]
                var problem = need.problem
                problem.message = "\(step.key.spoken) takes \(missingEntry(entry, of: need.target))"
                problems.append(problem)
            }
        }
    }

    private mutating func judge(_ step: Step, _ result: Result<Response, ClusterError>) {
        guard case .failure(let error) = result else { return }
        switch error.reason {
        case .conflict, .alreadyExists: return  // Somebody was faster: it is looked at again when it is written.
        case .notFound where step.action != .create: return
        default: break
        }
        let causes = (error.details?.causes ?? []).map { (field: $0.field, message: $0.message) }
        problems +=
            unreadable(step, error.message)
            ?? refusal(of: step, message: spoken(error, of: step.key), causes: causes)
    }

    private func refusal(of step: Step, message: String, causes: [(field: String, message: String)]) -> [Problem] {
        let strict = strictErrors(message)
        if !strict.isEmpty {
            return strict.map { part in
                let field = part.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
                let article = part.hasPrefix("unknown") ? "an" : "a"
                return place(
                    "\(step.key.spoken) has \(article) \(part). Take it out, or correct its name.", step, field)
            }
        }
        let named = causes.filter { !$0.field.isEmpty && !$0.message.isEmpty }
        let new = named.filter { !isTold($0.field, of: step) }
        if named.isEmpty { return [place("\(step.key.spoken) is refused: \(message)", step, mistypedField(message))] }
        return new.map { cause in
            let isSecret = step.key.kind == "Secret" && step.key.group.isEmpty
            return place(
                "\(step.key.spoken) is refused: \(cause.field)" + (isSecret ? " is not valid" : ": \(cause.message)"),
                step,
                cause.field)
        }
    }

    /// `spec.replicas` of a server's `… into Go struct field DeploymentSpec.spec.replicas of type int32`; else empty.
    private func mistypedField(_ message: String) -> String {
        guard let start = message.firstRange(of: "Go struct field "),
            let end = message[start.upperBound...].firstRange(of: " of type")
        else { return "" }
        let named = message[start.upperBound..<end.lowerBound]
        return named.firstIndex(of: ".").map { String(named[named.index(after: $0)...]) } ?? ""
    }

    /// Whether something has been said of a field already.
    func isTold(_ field: String, of step: Step) -> Bool {
        let path = FieldPath(serverText: field)
        return problems.contains { problem in
            guard problem.object == step.key, let known = problem.field else { return false }
            return known.starts(with: path) || path.starts(with: known)
        }
    }

    func place(_ message: String, _ step: Step, _ field: String) -> Problem {
        let path = FieldPath(serverText: field)
        let origin = path.isEmpty ? nil : locate(step.key, path)
        return Problem(message, origin: origin ?? step.origin, object: step.key, field: path.isEmpty ? nil : path)
    }

    mutating func advancePreflight(at now: Instant) {
        if isStopping { return end(.stopped, at: now) }
        guard errands.isIdle else {
            if now >= deadline {
                if !problems.isEmpty { return end(.refused(problems.inOrder), at: now) }
                let trouble = lastTrouble.isEmpty ? "it does not answer" : lastTrouble
                end(.unreachable("the cluster could not be asked: \(trouble)"), at: now)
            }
            return
        }
        judgeSurveys()
        if isOutdated { return end(.unreachable("the cluster changed meanwhile: \(lastTrouble)"), at: now) }
        if !problems.isEmpty { return end(.refused(problems.inOrder), at: now) }
        if settings.isPreflightOnly { return end(.stopped, at: now) }
        act(
            .begin(
                TransactionRecord(
                    id: id, application: application, from: from, to: to, steps: steps, startedAt: startedAt)))
        deadline = now + settings.timeout
        enter(.applying, at: now)
        followWorkloads()
        for step in steps where step.action != .delete && step.isForward { release(step.id, at: now) }
    }
}

extension FieldPath {
    /// Reads a path as API servers write it: `spec.template.spec.containers[0].image`, `data[app.conf]`.
    init(serverText text: String) {
        var elements: [Element] = []
        var name = ""
        var bracket: String?
        for character in text {
            switch (character, bracket) {
            case ("[", nil):
                if !name.isEmpty { elements.append(.field(name)) }
                name = ""
                bracket = ""
            case ("]", let inner?):
                elements.append(Int(inner).map { .index($0) } ?? .field(inner.filter { $0 != "\"" }))
                bracket = nil
            case (_, let inner?): bracket = inner + String(character)
            case (".", nil):
                if !name.isEmpty { elements.append(.field(name)) }
                name = ""
            default: name.append(character)
            }
        }
        if !name.isEmpty { elements.append(.field(name)) }
        self.init(elements)
    }
}

extension ObjectKey {
    /// A CustomResourceDefinition's.
    var isDefinition: Bool { kind == CustomKinds.kind && group == CustomKinds.group }
}

import ClusterAPI
import Model

extension APIHandler {
    /// The answer to a review; nil for a resource that is none.
    func review(_ served: ServedResource, _ path: ObjectPath, _ call: Call) async throws(ClusterError) -> Answer? {
        guard ownResources.contains(where: { $0.type == served.type }) else { return nil }
        guard call.method == "POST", path.name.isEmpty else { throw .noSuchMethod }
        let presentation = try Presentation(accept: call.accept)
        var review = try readBody(call)
        guard review.isObject else { throw .badRequest("the body of the request is no object") }
        review["apiVersion"] = Value(served.type.apiVersion)
        review["kind"] = Value(served.type.kind)
        let user = call.requestor
        switch served.type.kind {
        case "SelfSubjectReview":
            review["status"] = ["userInfo": user.userInfo]
        case "TokenReview":
            review = try await reviewed(token: review)
        case "SelfSubjectRulesReview":
            review["status"] = try await rulesStatus(review, of: user)
        case "SelfSubjectAccessReview":
            let wanted = try AccessReview(review, .ownAccess)
            review["status"] = try await accessStatus(of: user, wanted.attributes)
        case "LocalSubjectAccessReview":
            if review.namespace.isEmpty { review.set(Value(path.namespace), at: "metadata", "namespace") }
            if review.namespace != path.namespace {
                throw .badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request")
            }
            let wanted = try AccessReview(review, .localAccess)
            review["status"] = try await accessStatus(of: wanted.user, wanted.attributes)
        default:
            let wanted = try AccessReview(review, .access)
            review["status"] = try await accessStatus(of: wanted.user, wanted.attributes)
        }
        if review["metadata"] == nil { review["metadata"] = .emptyObject }
        return try await present(Response(code: 201, .object(review)), served, presentation)
    }

    private func accessStatus(
        of user: Requestor, _ attributes: AccessAttributes
    ) async throws(ClusterError) -> Value {
        let decision = try await access.current().decide(user, attributes)
        var status: Value = ["allowed": Value(decision.isAllowed)]
        if !decision.reason.isEmpty { status["reason"] = Value(decision.reason) }
        return status
    }

    private func rulesStatus(_ review: Value, of user: Requestor) async throws(ClusterError) -> Value {
        let namespace = review.at("spec", "namespace")?.string ?? ""
        if namespace.isEmpty { throw .badRequest("no namespace on request") }
        let held = try await access.current().rules(for: user, in: namespace)
        var resources: [Value] = []
        var paths: [Value] = []
        for rule in held.rules {
            if !rule.resources.isEmpty {
                var shown: Value = [
                    "verbs": Value(strings: rule.verbs), "apiGroups": Value(strings: rule.apiGroups),
                    "resources": Value(strings: rule.resources),
                ]
                if !rule.resourceNames.isEmpty { shown["resourceNames"] = Value(strings: rule.resourceNames) }
                resources.append(shown)
            }
            if !rule.nonResourceURLs.isEmpty {
                paths.append([
                    "verbs": Value(strings: rule.verbs), "nonResourceURLs": Value(strings: rule.nonResourceURLs),
                ])
            }
        }
        var status: Value = [
            "resourceRules": Value(resources), "nonResourceRules": Value(paths),
            "incomplete": Value(!held.problems.isEmpty),
        ]
        if !held.problems.isEmpty { status["evaluationError"] = Value(aggregated(held.problems)) }
        return status
    }

    /// Whose a token is, and whom it is for.
    private func reviewed(token review: Value) async throws(ClusterError) -> Value {
        if !review.namespace.isEmpty { throw .badRequest("namespace is not allowed on this type: \(review.namespace)") }
        guard let shown = review.at("spec", "token")?.string, !shown.isEmpty else {
            throw .badRequest("token is required for TokenReview in authentication")
        }
        let asked = (review.at("spec", "audiences")?.elements ?? []).compactMap(\.string)
        let audiences = asked.isEmpty ? [AccountClaims.issuer] : asked
        var review = review
        do {
            let found = try await owner(of: shown, audiences)
            review["status"] = [
                "authenticated": true, "user": found.requestor.userInfo,
                "audiences": Value(strings: found.audiences),
            ]
        } catch {
            let problem = "\(error)"
            let text = problem == "invalid bearer token" ? problem : "[invalid bearer token, \(problem)]"
            review["status"] = ["user": [:], "error": Value(text)]
        }
        return review
    }

    private func owner(
        of shown: String, _ audiences: [String]
    ) async throws -> (requestor: Requestor, audiences: [String]) {
        if ownToken.matches(shown.utf8) { return (.owner, audiences) }
        return try await accounts.check.requestor(showing: shown, for: audiences)
    }
}

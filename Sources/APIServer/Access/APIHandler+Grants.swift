import ClusterAPI
import Model

/// Nobody gives more than they have: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
extension APIHandler {
    /// Performs a request for somebody. Before a role or binding is written it is seen to that whoever writes it gives
    /// away nothing that they lack; afterwards the next request knows of it.
    func perform(_ request: ClusterAPI.Request, for user: Requestor) async throws(ClusterError) -> ClusterAPI.Response {
        guard let kind = AccessKind(request.type), request.subresource == nil else {
            return try await cluster.perform(request)
        }
        var request = request
        if !user.isMaster { try await checkGrant(&request, kind, user) }
        let response = try await cluster.perform(request)
        note(response, of: request, kind)
        return response
    }

    private func note(_ response: ClusterAPI.Response, of request: ClusterAPI.Request, _ kind: AccessKind) {
        if request.options.dryRun { return }
        switch request.verb {
        case .create, .update, .patch:
            if let object = response.object { access.note(object, kind) }
        case .delete:
            var uid = response.object.map { $0.isBeingDeleted ? "" : $0.uid } ?? ""
            if case .status(let status) = response.content { uid = status.at("details", "uid")?.string ?? "" }
            access.noteRemoval(namespace: request.namespace, name: request.name, uid: uid, kind)
        default: break
        }
    }

    private func checkGrant(
        _ request: inout ClusterAPI.Request, _ kind: AccessKind, _ user: Requestor
    ) async throws(ClusterError) {
        switch request.verb {
        case .create, .update, .patch: break
        default: return
        }
        // Roles that may be escalated need no comparison.
        if !kind.isBinding, try await mayEscalate(request, kind, user) { return }
        var trial = request
        trial.options.dryRun = true
        let new = try await cluster.perform(trial).object ?? .null
        var old: Value?
        if request.verb != .create {
            old = try await cluster.get(request.type, namespace: request.namespace, name: new.name)
        }
        if let old, APIHandler.isSameForCollection(old, new) { return }
        // What was looked at is what is written: a change that came between is a conflict.
        if case .patch(.json) = request.verb, let old, case .array(let steps)? = request.body?.view {
            let test: Value = [
                "op": "test", "path": "/metadata/resourceVersion", "value": Value(old.resourceVersion),
            ]
            request.body = Value([test] + steps)
        }
        let access = try await access.current()
        if kind.isBinding {
            try check(binding: new, kind, user, access)
        } else {
            try check(role: new, over: old, kind, user, access)
        }
    }

    private func mayEscalate(
        _ request: ClusterAPI.Request, _ kind: AccessKind, _ user: Requestor
    ) async throws(ClusterError) -> Bool {
        let resource = AccessAttributes.Resource(
            group: AccessKind.group, plural: kind.type.plural, name: request.name, namespace: request.namespace)
        return try await access.current().decide(user, AccessAttributes("escalate", .resource(resource))).isAllowed
    }

    private func check(
        role: Value, over old: Value?, _ kind: AccessKind, _ user: Requestor, _ access: AccessState
    ) throws(ClusterError) {
        let resource = AccessAttributes.Resource(
            group: AccessKind.group, plural: kind.type.plural, name: role.name, namespace: role.namespace)
        if let problem = excess(PolicyRule.rules(of: role), of: user, in: role.namespace, access) {
            throw .forbidden(resource, problem)
        }
        let aggregates = [role, old].contains { $0?.at("aggregationRule", "clusterRoleSelectors")?.isEmpty == false }
        if kind == .clusterRole, aggregates, excess(PolicyRule.fullAuthority, of: user, in: "", access) != nil {
            throw .forbidden(resource, "must have cluster-admin privileges to use the aggregationRule")
        }
    }

    private func check(
        binding: Value, _ kind: AccessKind, _ user: Requestor, _ access: AccessState
    ) throws(ClusterError) {
        let parsed = AccessBinding(binding)
        let role = AccessAttributes.Resource(
            group: AccessKind.group, plural: parsed.roleKind == "Role" ? "roles" : "clusterroles",
            name: parsed.roleName, namespace: binding.namespace)
        if access.decide(user, AccessAttributes("bind", .resource(role))).isAllowed { return }
        let rules = try access.rules(of: parsed.roleKind, parsed.roleName, in: binding.namespace)
        if let problem = excess(rules, of: user, in: binding.namespace, access) {
            let resource = AccessAttributes.Resource(
                group: AccessKind.group, plural: kind.type.plural, name: binding.name, namespace: binding.namespace)
            throw .forbidden(resource, problem)
        }
    }

    /// What somebody would give away without having it, in words; nil where that is nothing.
    private func excess(
        _ rules: [PolicyRule], of user: Requestor, in namespace: String, _ access: AccessState
    ) -> String? {
        let held = access.rules(for: user, in: namespace)
        let missing = missingRights(rules, in: held.rules)
        if let missing, missing.isEmpty { return nil }
        let lines = missing.map { compactRights($0).joined(separator: "\n") } ?? "too many to list"
        var text =
            "user \(user.name.quotedAsGo) (groups=\(goList(user.groups))) is attempting to grant RBAC permissions "
            + "not currently held:\n\(lines)"
        if !held.problems.isEmpty { text += "; resolution errors: [\(aggregated(held.problems))]" }
        return text
    }

    /// Whether two states differ only in what lets the garbage collector remove the object.
    static func isSameForCollection(_ old: Value, _ new: Value) -> Bool {
        func rest(_ object: Value) -> Value {
            var object = object
            for name in ["ownerReferences", "finalizers", "managedFields", "resourceVersion", "generation"] {
                object.set(nil, at: "metadata", name)
            }
            return object
        }
        return rest(old) == rest(new)
    }
}

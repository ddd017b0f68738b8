import ClusterAPI
import Model

extension APIHandler {
    /// Who a call comes from, where it may be made at all: 401 for a credential that is none, 403 for what its user may
    /// not do. Looks at nothing but the head of the request.
    func admit(_ call: Call) async throws(ClusterError) -> Requestor {
        if call.impersonation.isEmpty, showsOwnToken(call) { return .owner }
        let route = route(call.path)
        var user = try await authenticated(call, route)
        if !call.impersonation.isEmpty { user = try await impersonated(call.impersonation, by: user) }
        if user.isMaster { return user }
        if route.isPublic { return user }
        try await authorize(user, AccessAttributes(call, route))
        return user
    }

    private func authenticated(_ call: Call, _ route: Route) async throws(ClusterError) -> Requestor {
        if showsOwnToken(call) { return .owner }
        if let token = bearerToken(call) {
            do {
                return try await accounts.check.requestor(showing: token).requestor
            } catch {
                // Whoever shows something wrong is told nothing of why.
            }
        }
        if route.isPublic, call.impersonation.isEmpty { return .anonymous }
        throw .unauthorized
    }

    private func bearerToken(_ call: Call) -> String? {
        let parts = call.authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].drop { $0 == " " })
    }

    private func showsOwnToken(_ call: Call) -> Bool {
        guard let shown = bearerToken(call) else { return false }
        return ownToken.matches(shown.utf8)
    }

    private func impersonated(
        _ wanted: Impersonation, by user: Requestor
    ) async throws(ClusterError) -> Requestor {
        if wanted.user.isEmpty {
            throw .internalError("requested impersonation of groups, a uid or extra without impersonating a user")
        }
        for demand in wanted.demands { try await authorize(user, demand) }
        return wanted.requestor
    }

    /// Refuses what somebody may not do.
    func authorize(_ user: Requestor, _ attributes: AccessAttributes) async throws(ClusterError) {
        if user.isMaster { return }
        let decision = try await access.current().decide(user, attributes)
        if !decision.isAllowed { throw attributes.refusal(of: user, reason: decision.reason) }
    }
}

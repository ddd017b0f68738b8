import ClusterAPI
import Crypto
import Model
import Synchronization

/// Tells whose a service account's token is.
///
/// What a token says is read once and kept, for a few hundred tokens, under a digest of it; that its account, and what it
/// is bound to, are still there is asked of the cluster every time.
final class TokenCheck: Sendable {
    /// Why a token is not taken. Says nothing of the token itself.
    struct Refusal: Error, CustomStringConvertible {
        var description: String
    }

    /// Longer ones are not looked at: a token has less than two thousand characters.
    static let lengthLimit = 16_384
    private static let keptTokens = 512

    private let key: AccountKey
    private let cluster: any Cluster
    private let clock: @Sendable () -> Instant
    private let kept = Mutex<[SHA256.Digest: AccountClaims]>([:])

    init(key: AccountKey, cluster: any Cluster, clock: @escaping @Sendable () -> Instant) {
        self.key = key
        self.cluster = cluster
        self.clock = clock
    }

    /// Who shows this token, and for whom of `audiences` it is. Throws where it is none, or no longer one.
    func requestor(
        showing token: String, for audiences: [String] = [AccountClaims.issuer]
    ) async throws -> (requestor: Requestor, audiences: [String]) {
        guard let claims = claims(in: token) else { throw Refusal(description: "invalid bearer token") }
        let meant = claims.audiences.filter(audiences.contains)
        if meant.isEmpty {
            throw Refusal(
                description: "token audiences \(goList(claims.audiences)) is invalid for the target audiences "
                    + goList(audiences))
        }
        let now = clock()
        if let expires = claims.expires, now > Instant(seconds: Int64(expires)) {
            throw Refusal(description: "service account token has expired")
        }
        // Clocks may differ by a minute.
        if let issued = claims.issued, now + .seconds(60) < Instant(seconds: Int64(issued)) {
            throw Refusal(description: "service account token is not valid yet")
        }
        let account = try await account(of: claims)
        try await checkBindings(of: claims, token)
        return (requestor(claims, uid: account.uid), meant)
    }

    private func claims(in token: String) -> AccountClaims? {
        guard token.utf8.count <= TokenCheck.lengthLimit, token.utf8.contains(0x2e) else { return nil }
        let digest = SHA256.hash(data: Array(token.utf8))
        if let known = kept.withLock({ $0[digest] }) { return known }
        guard let claims = key.claims(in: token).flatMap(AccountClaims.init) else { return nil }
        kept.withLock { kept in
            if kept.count >= TokenCheck.keptTokens { kept.removeAll() }
            kept[digest] = claims
        }
        return claims
    }

    private func account(of claims: AccountClaims) async throws -> Value {
        let place = "\(claims.account.namespace)/\(claims.account.name)"
        guard
            let account = try await cluster.get(
                .serviceAccounts, namespace: claims.account.namespace, name: claims.account.name)
        else { throw Refusal(description: "serviceaccounts \(claims.account.name.quotedAsGo) not found") }
        if isGone(account) { throw Refusal(description: "service account \(place) has been deleted") }
        if account.uid != claims.accountUID {
            throw Refusal(
                description: "service account UID (\(account.uid)) does not match claim (\(claims.accountUID))")
        }
        return account
    }

    /// What the token is bound to has to be there, and be the same.
    private func checkBindings(of claims: AccountClaims, _ token: String) async throws {
        let namespace = claims.account.namespace
        let invalidated = Refusal(description: "service account token has been invalidated")
        if let holder = claims.holder {
            guard let secret = try await cluster.get(.secrets, namespace: namespace, name: holder), !isGone(secret),
                let data = secret.at("data", "token")?.string.flatMap({ Base64Text.decode($0) }),
                isSameSecret(data, token.utf8)
            else { throw invalidated }
        }
        for (type, reference, kind) in [
            (ResourceType.secrets, claims.secret, "secret"), (.pods, claims.pod, "pod"),
        ] {
            guard let reference else { continue }
            guard let object = try await cluster.get(type, namespace: namespace, name: reference.name),
                !isGone(object)
            else { throw invalidated }
            if object.uid != reference.uid {
                throw Refusal(
                    description: "\(kind) UID (\(object.uid)) does not match service account \(kind) ref claim "
                        + "(\(reference.uid))")
            }
        }
        // A pod's token tells its node; only a token that is bound to a node alone needs it.
        if let node = claims.node, claims.pod == nil {
            guard let object = try await cluster.get(.nodes, name: node.name), object.uid == node.uid else {
                throw invalidated
            }
        }
    }

    /// Deleted, with a minute for what it has still to do.
    private func isGone(_ object: Value) -> Bool {
        guard let time = object.metadata["deletionTimestamp"]?.string, let deleted = Instant(time) else { return false }
        return clock() > deleted + .seconds(60)
    }

    private func requestor(_ claims: AccountClaims, uid: String) -> Requestor {
        var extra: [String: [String]] = [:]
        if !claims.id.isEmpty { extra["authentication.kubernetes.io/credential-id"] = ["JTI=\(claims.id)"] }
        for (kind, reference) in [("pod", claims.pod), ("node", claims.node)] {
            guard let reference else { continue }
            extra["authentication.kubernetes.io/\(kind)-name"] = [reference.name]
            extra["authentication.kubernetes.io/\(kind)-uid"] = [reference.uid]
        }
        return Requestor(
            name: claims.account.user, uid: uid, groups: claims.account.groups + [Requestor.authenticated],
            extra: extra)
    }
}

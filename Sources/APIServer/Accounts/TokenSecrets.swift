import ClusterAPI
import Logging
import Model
import ServiceLifecycle

/// Fills in the Secrets that hold a service account's token, as kube-controller-manager's tokens controller does: `token`,
/// `ca.crt` and `namespace`. A Secret whose account is gone, or another one by now, is deleted.
/// https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
struct TokenSecrets: Sendable {
    static let type = "kubernetes.io/service-account-token"
    private static let account = "kubernetes.io/service-account.name"
    private static let accountUID = "kubernetes.io/service-account.uid"
    private static let manager = "kube-controller-manager"

    let cluster: any Cluster
    let key: AccountKey
    /// In PEM.
    let authority: String
    let logger: Logger

    /// Works until it is cancelled or the server stops.
    func run() async {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await again { try await followSecrets() } }
                group.addTask { await again { try await followAccounts() } }
            }
        }
    }

    private func again(_ work: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await work()
            } catch {
                logger.debug("token secrets are looked at again", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    private func followSecrets() async throws {
        var request = WatchRequest(.secrets)
        request.fieldSelector = "type=\(TokenSecrets.type)"
        for try await event in try await cluster.watch(request) {
            switch event {
            case .added(let secret), .modified(let secret): try await tend(secret)
            default: continue
            }
        }
    }

    /// An account that goes takes its Secrets along; one that comes has them filled in.
    private func followAccounts() async throws {
        var isInitial = true
        for try await event in try await cluster.watch(WatchRequest(.serviceAccounts)) {
            if case .bookmark = event { isInitial = false }
            guard !isInitial, let account = event.object else { continue }
            if case .modified = event { continue }
            var request = Request(.list, .secrets, namespace: account.namespace)
            request.options.fieldSelector = "type=\(TokenSecrets.type)"
            for secret in try await cluster.perform(request).list?.items ?? []
            where secret.annotation(TokenSecrets.account) == account.name {
                try await tend(secret)
            }
        }
    }

    private func tend(_ secret: Value) async throws {
        guard secret["type"]?.string == TokenSecrets.type, !secret.isBeingDeleted,
            let name = secret.annotation(TokenSecrets.account), !name.isEmpty
        else { return }
        let account = try await cluster.get(.serviceAccounts, namespace: secret.namespace, name: name)
        guard let account, TokenSecrets.isFor(account, secret) else {
            do {
                try await cluster.delete(
                    .secrets, namespace: secret.namespace, name: secret.name, uid: secret.uid)
            } catch  where [.notFound, .conflict].contains(error.reason) {
                return
            }
            return
        }
        guard let filled = try filled(secret, for: account) else { return }
        do {
            try await cluster.update(.secrets, filled, manager: TokenSecrets.manager)
        } catch  where [.notFound, .conflict].contains(error.reason) {
            // It was written meanwhile, and comes again.
            return
        }
    }

    private static func isFor(_ account: Value, _ secret: Value) -> Bool {
        let uid = secret.annotation(accountUID) ?? ""
        return uid.isEmpty || uid == account.uid
    }

    /// nil where nothing is missing.
    func filled(_ secret: Value, for account: Value) throws -> Value? {
        var new = secret
        new.set(Value(account.uid), at: "metadata", "annotations", TokenSecrets.accountUID)
        let wanted = [("ca.crt", authority), ("namespace", secret.namespace)]
        for (name, text) in wanted {
            let encoded = Base64Text.encode(text.utf8)
            if secret.at("data", name)?.string != encoded { new.set(Value(encoded), at: "data", name) }
        }
        if secret.at("data", "token")?.isEmpty ?? true {
            var claims = AccountClaims(
                account: AccountName(namespace: account.namespace, name: account.name), accountUID: account.uid)
            claims.holder = secret.name
            new.set(Value(Base64Text.encode(try key.token(claims.value).utf8)), at: "data", "token")
        }
        return new == secret ? nil : new
    }
}

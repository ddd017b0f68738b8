import ClusterAPI
import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension APIHandler {
    /// `POST …/serviceaccounts/NAME/token`: a signed token that ends.
    func createToken(_ served: ServedResource, _ path: ObjectPath, _ call: Call) async throws(ClusterError) -> Answer {
        guard call.method == "POST" else { throw .noSuchMethod }
        let presentation = try Presentation(accept: call.accept)
        let name = AccountName(namespace: path.namespace, name: path.name)
        var body = try readBody(call)
        guard body.isObject else { throw .badRequest("the body of the request is no object") }
        guard let account = try await cluster.get(.serviceAccounts, namespace: name.namespace, name: name.name) else {
            throw .notFound(.serviceAccounts, name: name.name)
        }
        let wanted = try TokenRequest(body, for: name)
        var claims = AccountClaims(account: name, accountUID: account.uid)
        claims.audiences = wanted.audiences
        claims.id = UUID().uuidString.lowercased()
        if let bound = wanted.bound { try await bind(&claims, to: bound, of: account) }
        // The end that is told is never after the one in the token.
        let seconds = Int(clock().milliseconds / 1000)
        claims.issued = seconds
        claims.expires = seconds + wanted.expirationSeconds
        let token: String
        do {
            token = try accounts.key.token(claims.value)
        } catch {
            throw .internalError("failed to generate token")
        }
        body["apiVersion"] = "authentication.k8s.io/v1"
        body["kind"] = "TokenRequest"
        body.set(Value(name.name), at: "metadata", "name")
        body.set(Value(name.namespace), at: "metadata", "namespace")
        body.set(Value(Instant(seconds: Int64(seconds)).description), at: "metadata", "creationTimestamp")
        body.set(Value(strings: wanted.audiences), at: "spec", "audiences")
        body.set(Value(wanted.expirationSeconds), at: "spec", "expirationSeconds")
        if body.at("spec", "boundObjectRef") == nil { body.set(.null, at: "spec", "boundObjectRef") }
        let end = Instant(seconds: Int64(seconds + wanted.expirationSeconds))
        body["status"] = ["token": Value(token), "expirationTimestamp": Value(end.description)]
        return try await present(Response(code: 201, .object(body)), served, presentation)
    }

    /// Names in the claims what the token is to last with.
    private func bind(
        _ claims: inout AccountClaims, to bound: TokenRequest.Bound, of account: Value
    ) async throws(ClusterError) {
        let parts = bound.apiVersion.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let (group, version) = parts.count == 2 ? (parts[0], parts[1]) : ("", bound.apiVersion)
        let type: ResourceType
        switch (group, bound.kind) {
        case ("", "Pod"): type = .pods
        case ("", "Secret"): type = .secrets
        case ("", "Node"): type = .nodes
        default:
            throw .badRequest("cannot bind token to object of type \(group)/\(version), Kind=\(bound.kind)")
        }
        let namespace = type.isNamespaced ? account.namespace : ""
        guard let object = try await cluster.get(type, namespace: namespace, name: bound.name) else {
            throw .notFound(type, name: bound.name)
        }
        if type == .pods, (object.at("spec", "serviceAccountName")?.string ?? "default") != account.name {
            throw .badRequest(
                "cannot bind token for serviceaccount \(account.name.quotedAsGo) to pod running with different "
                    + "serviceaccount name.")
        }
        if !bound.uid.isEmpty, bound.uid != object.uid {
            var named = type
            named.plural = bound.kind
            throw .conflict(
                named, name: bound.name,
                "the UID in the bound object reference (\(bound.uid)) does not match the UID in record. "
                    + "The object might have been deleted and then recreated")
        }
        let reference = AccountClaims.Reference(name: object.name, uid: object.uid)
        switch type {
        case .pods:
            claims.pod = reference
            if let name = object.at("spec", "nodeName")?.string, !name.isEmpty,
                let node = try await cluster.get(.nodes, name: name)
            {
                claims.node = AccountClaims.Reference(name: name, uid: node.uid)
            }
        case .secrets: claims.secret = reference
        default: claims.node = reference
        }
    }

    /// `/.well-known/openid-configuration`: where whoever checks tokens finds the key.
    func openIDConfiguration(_ call: Call) -> Answer {
        .json([
            "issuer": Value(AccountClaims.issuer), "jwks_uri": Value("https://\(call.host)/openid/v1/jwks"),
            "response_types_supported": ["id_token"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        ])
    }

    /// `/openid/v1/jwks`
    func openIDKeys() -> Answer {
        var answer = Answer.json(accounts.key.publicSet)
        answer.contentType = "application/jwk-set+json"
        return answer
    }
}

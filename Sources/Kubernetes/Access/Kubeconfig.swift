import Model

/// What a kubeconfig says of one context, as text: nothing is read from other files yet.
/// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
struct Kubeconfig: Sendable {
    var cluster: Value
    var user: Value

    /// `context` empty takes `current-context`.
    init(_ file: Value, context: String) throws(AccessProblem) {
        let wanted = context.isEmpty ? file["current-context"]?.string ?? "" : context
        guard !wanted.isEmpty else {
            throw AccessProblem("it has no current-context. Name one with --context: \(Self.names(file, "contexts"))")
        }
        guard let entry = Self.entry(file, "contexts", wanted)?["context"] else {
            throw AccessProblem("it has no context \"\(wanted)\"; there is: \(Self.names(file, "contexts"))")
        }
        let clusterName = entry["cluster"]?.string ?? ""
        guard let cluster = Self.entry(file, "clusters", clusterName)?["cluster"] else {
            throw AccessProblem(
                "its context \"\(wanted)\" names the cluster \"\(clusterName)\", which it does not have")
        }
        self.cluster = cluster
        user = .emptyObject
        guard let userName = entry["user"]?.string, !userName.isEmpty else { return }
        guard let user = Self.entry(file, "users", userName)?["user"] else {
            throw AccessProblem("its context \"\(wanted)\" names the user \"\(userName)\", whom it does not have")
        }
        self.user = user
    }

    /// Of several entries with one name the first counts, as for kubectl.
    private static func entry(_ file: Value, _ list: String, _ name: String) -> Value? {
        file[list]?.elements.first { $0["name"]?.string == name }
    }

    private static func names(_ file: Value, _ list: String) -> String {
        let names = file[list]?.elements.compactMap { $0["name"]?.string } ?? []
        return names.isEmpty ? "none" : names.joined(separator: ", ")
    }

    /// What plumb does not do, in words; nil where there is nothing of that.
    var refusal: String? {
        if cluster["insecure-skip-tls-verify"]?.bool == true {
            return
                "it has insecure-skip-tls-verify. plumb always verifies the server: give the authority's certificate "
                + "as certificate-authority"
        }
        if user["exec"]?.isObject == true {
            return "its user gets credentials from the program \"\(user.at("exec", "command")?.string ?? "")\" (exec), "
                + "which plumb does not start. Use a service account's token in a tokenFile, or a client certificate"
        }
        if user["auth-provider"]?.isObject == true {
            return
                "its user has an auth-provider, which Kubernetes itself gave up in 1.26. Use a token, a tokenFile or "
                + "a client certificate"
        }
        return nil
    }
}

internal import Model

/// A token Secret is refused where its account is missing.
func secretReferences(of object: Value) -> [Reference] {
    guard object["type"]?.string == "kubernetes.io/service-account-token",
        let account = object.annotation("kubernetes.io/service-account.name"), account != "default"
    else { return [] }
    return [
        Reference(
            .serviceAccount, ObjectKey(group: "", kind: "ServiceAccount", namespace: object.namespace, name: account),
            at: FieldPath(fields: "metadata", "annotations", "kubernetes.io/service-account.name"),
            verb: "holds a token of")
    ]
}

func serviceAccountReferences(of object: Value) -> [Reference] {
    (object["imagePullSecrets"]?.elements ?? []).enumerated().compactMap { index, secret in
        guard let secret = name(secret, "name") else { return nil }
        return Reference(
            .secret, ObjectKey(group: "", kind: "Secret", namespace: object.namespace, name: secret),
            at: FieldPath([.field("imagePullSecrets"), .index(index), .field("name")]), verb: "pulls with",
            isOptional: true)
    }
}

/// The role, and the service accounts among the subjects. Accounts may come later; a role may not.
func bindingReferences(of object: Value) -> [Reference] {
    let group = "rbac.authorization.k8s.io"
    var found: [Reference] = []
    if let role = name(object["roleRef"], "name"), let kind = object.at("roleRef", "kind")?.string,
        kind == "Role" || !isProvided(clusterRole: role)
    {
        let namespace = kind == "Role" ? object.namespace : ""
        found.append(
            Reference(
                .role, ObjectKey(group: group, kind: kind, namespace: namespace, name: role),
                at: FieldPath(fields: "roleRef", "name"), verb: "grants"))
    }
    for (index, subject) in (object["subjects"]?.elements ?? []).enumerated() {
        guard subject["kind"]?.string == "ServiceAccount", let account = name(subject, "name"), account != "default"
        else { continue }
        let namespace = name(subject, "namespace") ?? object.namespace
        found.append(
            Reference(
                .subject, ObjectKey(group: "", kind: "ServiceAccount", namespace: namespace, name: account),
                at: FieldPath([.field("subjects"), .index(index), .field("name")]), verb: "grants to",
                isOptional: true))
    }
    return found
}

private func isProvided(clusterRole name: String) -> Bool {
    name.hasPrefix("system:") || ["cluster-admin", "admin", "edit", "view"].contains(name)
}

import Model

/// Secrets, access, admission, limits and custom resources.
let otherDefaults: [String: DefaultTable.Setter] = [
    "core.v1.Secret": { secret in
        secret.fill("type", "Opaque")
        if let plain = secret["stringData"]?.object {
            var data = secret["data"]?.object ?? Members()
            for (key, value) in plain { data[key] = Value(Base64.encode(Array((value.string ?? "").utf8))) }
            secret["data"] = data.isEmpty ? nil : Value(data)
            secret["stringData"] = nil
        }
    },
    "core.v1.Namespace": { namespace in
        let name = namespace["metadata"]?["name"] ?? ""
        guard !name.isEmpty else { return }
        namespace.edit("metadata") { metadata in
            metadata.fill("labels", .emptyObject)
            metadata.edit("labels") { $0["kubernetes.io/metadata.name"] = name }
        }
        namespace.edit("status") { $0.fill("phase", "Active") }
    },
    "core.v1.NodeStatus": { status in
        if let capacity = status["capacity"] { status.fill("allocatable", capacity) }
    },
    "core.v1.LimitRangeItem": limitDefaults,
    "rbac.v1.RoleBinding": roleReference,
    "rbac.v1.ClusterRoleBinding": roleReference,
    "rbac.v1.Subject": { subject in
        if subject.text("kind") == "User" || subject.text("kind") == "Group" {
            subject.fill("apiGroup", "rbac.authorization.k8s.io")
        }
    },
    "admissionregistration.v1.MutatingWebhook": { webhook in
        webhookDefaults(&webhook)
        webhook.fill("reinvocationPolicy", "Never")
    },
    "admissionregistration.v1.ValidatingWebhook": webhookDefaults,
    "admissionregistration.v1.RuleWithOperations": { $0.fill("scope", "*") },
    "admissionregistration.v1.NamedRuleWithOperations": { $0.fill("scope", "*") },
    "admissionregistration.v1.ServiceReference": { $0.fill("port", 443) },
    "admissionregistration.v1.MatchResources": { match in
        match.fill("matchPolicy", "Equivalent")
        match.fill("namespaceSelector", .emptyObject)
        match.fill("objectSelector", .emptyObject)
    },
    "admissionregistration.v1.ValidatingAdmissionPolicySpec": { $0.fill("failurePolicy", "Fail") },
    "admissionregistration.v1.MutatingAdmissionPolicySpec": { $0.fill("failurePolicy", "Fail") },
    "scheduling.v1.PriorityClass": { $0.fill("preemptionPolicy", "PreemptLowerPriority") },
    "apiextensions.v1.CustomResourceDefinitionSpec": { spec in
        spec.edit("names") { names in
            let kind = names.text("kind")
            if !kind.isEmpty {
                names.fill("singular", Value(kind.lowercased()))
                names.fill("listKind", Value(kind + "List"))
            }
        }
        spec.fill("conversion", ["strategy": "None"])
    },
    "apiextensions.v1.CustomResourceDefinition": { definition in
        // The storage version is stored once there is an object of the definition.
        let storage = definition["spec"]?["versions"]?.elements.filter { $0["storage"]?.bool == true } ?? []
        guard let name = storage.first?["name"] else { return }
        definition.edit("status") { $0.fillEmpty("storedVersions", [name]) }
    },
    "apiextensions.v1.ServiceReference": { $0.fill("port", 443) },
    "apiregistration.v1.ServiceReference": { $0.fill("port", 443) },
]

private func webhookDefaults(_ webhook: inout Members) {
    webhook.fill("failurePolicy", "Fail")
    webhook.fill("matchPolicy", "Equivalent")
    webhook.fill("namespaceSelector", .emptyObject)
    webhook.fill("objectSelector", .emptyObject)
    webhook.fill("timeoutSeconds", 10)
}

private func roleReference(_ binding: inout Members) {
    binding.edit("roleRef") { $0.fillEmpty("apiGroup", "rbac.authorization.k8s.io") }
}

private func limitDefaults(_ item: inout Members) {
    guard item.text("type") == "Container" else { return }
    var limits = item["default"]?.object ?? Members()
    for (name, quantity) in item["max"]?.members ?? Members() { limits.fill(name, quantity) }
    var requests = item["defaultRequest"]?.object ?? Members()
    for (name, quantity) in limits { requests.fill(name, quantity) }
    for (name, quantity) in item["min"]?.members ?? Members() { requests.fill(name, quantity) }
    if !limits.isEmpty { item["default"] = Value(limits) }
    if !requests.isEmpty { item["defaultRequest"] = Value(requests) }
}

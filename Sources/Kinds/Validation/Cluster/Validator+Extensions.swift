import Model

/// Webhook configurations.
extension Validator {
    mutating func webhooks(_ webhooks: FieldView, isMutating: Bool) {
        var names = Set<String>()
        for webhook in webhooks.items {
            let name = webhook["name"]
            if name.isEmpty {
                required(name)
            } else {
                let messages = Names.dnsSubdomain(name.string)
                check(name, messages)
                if messages.isEmpty, name.string.split(separator: ".").count < 3 {
                    invalid(name, "should be a domain with at least three segments separated by dots")
                }
                if !names.insert(name.string).inserted { duplicate(name) }
            }
            labelSelector(webhook["namespaceSelector"])
            labelSelector(webhook["objectSelector"])
            for rule in webhook["rules"].items { webhookRule(rule) }
            oneOf(webhook["failurePolicy"], ["Fail", "Ignore"])
            oneOf(webhook["matchPolicy"], ["Equivalent", "Exact"])
            if webhook["sideEffects"].exists {
                oneOf(webhook["sideEffects"], ["None", "NoneOnDryRun"])
            } else {
                required(webhook["sideEffects"], "must specify one of None, NoneOnDryRun")
            }
            if let seconds = webhook["timeoutSeconds"].value?.int, !(1...30).contains(seconds) {
                invalid(webhook["timeoutSeconds"], "the timeout value must be between 1 and 30 seconds")
            }
            if isMutating { oneOf(webhook["reinvocationPolicy"], ["IfNeeded", "Never"]) }
            clientConfig(webhook["clientConfig"])
            let versions = webhook["admissionReviewVersions"]
            if versions.count == 0 {
                required(versions, "must specify one of v1, v1beta1")
            } else if !versions.items.contains(where: { ["v1", "v1beta1"].contains($0.string) }) {
                invalid(versions, "must include at least one of v1, v1beta1")
            }
        }
    }

    private mutating func webhookRule(_ rule: FieldView) {
        let operations = rule["operations"]
        if operations.count == 0 { required(operations) }
        if operations.count > 1, operations.items.contains(where: { $0.string == "*" }) {
            invalid(operations, "if '*' is present, must not specify other operations")
        }
        for operation in operations.items { oneOf(operation, ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"]) }
        for name in ["apiGroups", "apiVersions", "resources"] where rule[name].count == 0 { required(rule[name]) }
    }

    private mutating func clientConfig(_ config: FieldView) {
        if config["url"].exists == config["service"].exists {
            required(config, "exactly one of url or service is required")
            return
        }
        if config["url"].exists {
            let text = config["url"].string
            if !text.hasPrefix("https://") {
                invalid(config["url"], "'https' is the only allowed URL scheme; desired format: https://host[/path]")
            }
            return
        }
        let service = config["service"]
        // The server hands the two to its check in the wrong order, and so names the other one.
        if service["namespace"].isEmpty { required(service["name"]) }
        if service["name"].isEmpty { required(service["namespace"]) }
        if service["port"].exists {
            for message in Names.portNumber(service["port"].int) {
                invalid(service["port"], "port is not valid: \(message)")
            }
        }
    }
}

import Model

/// Webhook configurations and custom resource definitions.
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

    mutating func definition(_ object: FieldView) {
        let spec = object["spec"]
        let names = spec["names"]
        let name = object["metadata"]["name"]
        if name.string != "\(names["plural"].string).\(spec["group"].string)" {
            invalid(name, "must be spec.names.plural+\".\"+spec.group")
        }
        if spec["group"].isEmpty {
            required(spec["group"])
        } else {
            check(spec["group"], Names.dnsSubdomain(spec["group"].string))
            if spec["group"].string.split(separator: ".").count < 2 {
                invalid(spec["group"], "should be a domain with at least one dot")
            }
        }
        oneOfOrRequired(spec["scope"], ["Cluster", "Namespaced"])
        let versions = spec["versions"]
        let stored = versions.items.filter { $0["storage"].bool }
        for version in versions.items {
            check(version["name"], Names.dns1035Label(version["name"].string))
            if !version["schema"]["openAPIV3Schema"].exists { required(version["schema"]["openAPIV3Schema"]) }
        }
        if stored.count != 1 {
            invalid(
                versions, shown: versionsText(versions.value), "must have exactly one version marked as storage version"
            )
        }
        for (field, rule) in [("plural", Names.dns1035Label), ("singular", Names.dns1035Label)] {
            definitionName(names[field], rule)
        }
        for field in ["kind", "listKind"] {
            if names[field].isEmpty {
                required(names[field])
            } else {
                for message in Names.dns1035Label(names[field].string.lowercased()) {
                    invalid(names[field], "may have mixed case, but should otherwise match: \(message)")
                }
            }
        }
        let kept = object["status"]["storedVersions"]
        if kept.count == 0 {
            invalid(kept, shown: kept.exists ? "[]" : "null", "must have at least one stored version")
        } else if let last = stored.last, !kept.items.contains(where: { $0.string == last["name"].string }) {
            invalid(kept, "must have the storage version \(last["name"].string)")
        }
    }

    /// What all versions have alike stands beside them in the server's own form.
    private func versionsText(_ versions: Value?) -> String {
        guard let versions = versions?.array else { return "null" }
        let shared = ["schema", "subresources", "additionalPrinterColumns", "selectableFields"].filter { name in
            versions.allSatisfy { $0[name] == versions.first?[name] }
        }
        let shown = versions.map { version in
            var version = version
            for name in shared { version[name] = nil }
            return GoDump.text(version, "CustomResourceDefinitionVersion")
        }
        return "[\(shown.joined(separator: ","))]"
    }

    private mutating func definitionName(_ field: FieldView, _ rule: Names.Rule) {
        if field.isEmpty { required(field) } else { check(field, rule(field.string)) }
    }
}

import Model

/// `ValidatePodSpec`, in the server's order, since messages list errors in it.
extension Validator {
    /// `claims` are the names of volumes that come from elsewhere, as a StatefulSet's do.
    mutating func podTemplate(_ template: FieldView, claims: Set<String> = []) {
        labels(template["metadata"]["labels"].renamed(.field(template.path, "labels")))
        annotations(template["metadata"]["annotations"].renamed(.field(template.path, "annotations")))
        podSpec(template["spec"], claims: claims)
        if template["spec"]["ephemeralContainers"].count > 0 {
            forbidden(template["spec"]["ephemeralContainers"], "ephemeral containers not allowed in pod template")
        }
    }

    mutating func podSpec(_ spec: FieldView, claims: Set<String> = []) {
        let volumeNames = volumes(spec["volumes"]).union(claims)
        containers(spec["containers"], spec, volumeNames)
        initContainers(spec["initContainers"], spec, volumeNames)
        ephemeralContainers(spec["ephemeralContainers"], spec, volumeNames)
        hostNetworkPorts(spec)
        restartPolicy(spec["restartPolicy"])
        oneOfOrRequired(spec["dnsPolicy"], ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"])
        labels(spec["nodeSelector"])
        podSecurityContext(spec["securityContext"])
        for secret in spec["imagePullSecrets"].items where secret["name"].isEmpty {
            required(secret["name"])
        }
        affinity(spec["affinity"])
        dnsConfig(spec)
        for gate in spec["readinessGates"].items {
            check(gate["conditionType"], Names.qualifiedName(gate["conditionType"].string))
        }
        schedulingGates(spec["schedulingGates"])
        topologySpread(spec["topologySpreadConstraints"])
        named(spec["serviceAccountName"], Names.dnsSubdomain)
        named(spec["nodeName"], Names.dnsSubdomain)
        if let seconds = spec["activeDeadlineSeconds"].value?.int, seconds < 1 || seconds > Int(Int32.max) {
            invalid(spec["activeDeadlineSeconds"], "must be between 1 and 2147483647, inclusive")
        }
        named(spec["hostname"], Names.dnsLabel)
        named(spec["subdomain"], Names.dnsLabel)
        tolerations(spec["tolerations"])
        for alias in spec["hostAliases"].items {
            if !IPAddress.isValid(alias["ip"].string) {
                invalid(alias["ip"], shown: alias["ip"].string.quotedAsGo, IPAddress.words)
            }
            for name in alias["hostnames"].items { check(name, Names.dnsSubdomain(name.string)) }
        }
        named(spec["priorityClassName"], Names.dnsSubdomain)
        named(spec["runtimeClassName"], Names.dnsSubdomain)
        if spec["preemptionPolicy"].exists {
            oneOf(spec["preemptionPolicy"], ["Never", "PreemptLowerPriority"])
        }
        if let seconds = spec["terminationGracePeriodSeconds"].value?.int, seconds < 0 {
            invalid(spec["terminationGracePeriodSeconds"], "must be greater than or equal to 0")
        }
    }

    private mutating func named(_ field: FieldView, _ rule: Names.Rule) {
        if !field.isEmpty { check(field, rule(field.string)) }
    }

    mutating func oneOfOrRequired(_ field: FieldView, _ supported: [String]) {
        if field.isEmpty { required(field) } else { oneOf(field, supported) }
    }

    mutating func restartPolicy(_ policy: FieldView) {
        oneOfOrRequired(policy, ["Always", "OnFailure", "Never"])
    }

    private mutating func hostNetworkPorts(_ spec: FieldView) {
        guard spec["hostNetwork"].bool else { return }
        for list in ["containers", "initContainers"] {
            for container in spec[list].items {
                for port in container["ports"].items
                where port["hostPort"].exists && port["hostPort"].int != port["containerPort"].int {
                    invalid(port["containerPort"], "must match `hostPort` when `hostNetwork` is true")
                }
            }
        }
    }

    private mutating func dnsConfig(_ spec: FieldView) {
        if spec["dnsPolicy"].string == "None" {
            if !spec["dnsConfig"].exists {
                required(spec["dnsConfig"], "must provide `dnsConfig` when `dnsPolicy` is None")
                return
            }
            if spec["dnsConfig"]["nameservers"].count == 0 {
                required(
                    spec["dnsConfig"]["nameservers"],
                    "must provide at least one DNS nameserver when `dnsPolicy` is None")
                return
            }
        }
        guard spec["dnsConfig"].exists else { return }
        let servers = spec["dnsConfig"]["nameservers"]
        if servers.count > 3 { invalid(servers, "must not have more than 3 nameservers") }
        for server in servers.items where !IPAddress.isValid(server.string) { invalid(server, IPAddress.words) }
        let searches = spec["dnsConfig"]["searches"]
        if searches.count > 32 { invalid(searches, "must not have more than 32 search paths") }
        for option in spec["dnsConfig"]["options"].items where option["name"].isEmpty {
            required(option.renamed(.field(spec["dnsConfig"].path, "options")), "must not be empty")
        }
    }

    private mutating func schedulingGates(_ gates: FieldView) {
        var seen = Set<String>()
        for gate in gates.items {
            for message in Names.qualifiedName(gate["name"].string) { invalid(gate["name"], message) }
            if !seen.insert(gate["name"].string).inserted { duplicate(gate["name"]) }
        }
    }

    private mutating func topologySpread(_ constraints: FieldView) {
        var seen = Set<String>()
        for constraint in constraints.items {
            if constraint["maxSkew"].int <= 0 { invalid(constraint["maxSkew"], "must be greater than zero") }
            if constraint["topologyKey"].isEmpty {
                required(constraint["topologyKey"], "can not be empty")
            } else {
                labelKey(constraint["topologyKey"])
            }
            oneOf(constraint["whenUnsatisfiable"], ["DoNotSchedule", "ScheduleAnyway"])
            let pair = "{\(constraint["topologyKey"].string), \(constraint["whenUnsatisfiable"].string)}"
            if !seen.insert(pair).inserted {
                duplicate(
                    FieldView(nil, .field(constraint.path, "{topologyKey, whenUnsatisfiable}")), shown: pair.quotedAsGo)
            }
            if let domains = constraint["minDomains"].value?.int, domains <= 0 {
                invalid(constraint["minDomains"], "must be greater than 0")
            }
            for name in ["nodeAffinityPolicy", "nodeTaintsPolicy"] where constraint[name].exists {
                oneOf(constraint[name], ["Honor", "Ignore"])
            }
            labelSelector(constraint["labelSelector"])
        }
    }

    mutating func labelKey(_ field: FieldView) {
        check(field, Names.labelKey(field.string))
    }

    mutating func tolerations(_ tolerations: FieldView) {
        for toleration in tolerations.items {
            let comparison = toleration["operator"]
            if !toleration["key"].isEmpty { labelKey(toleration["key"]) }
            if toleration["key"].isEmpty, comparison.string != "Exists" {
                invalid(
                    comparison, shown: comparison.string.quotedAsGo,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"")
            }
            if toleration["tolerationSeconds"].exists, toleration["effect"].string != "NoExecute" {
                invalid(
                    toleration["effect"], shown: toleration["effect"].string.quotedAsGo,
                    "effect must be 'NoExecute' when `tolerationSeconds` is set")
            }
            switch comparison.string {
            case "", "Equal":
                for message in Names.labelValue(toleration["value"].string) {
                    invalid(comparison, shown: toleration["value"].string.quotedAsGo, message)
                }
            case "Exists":
                if !toleration["value"].isEmpty {
                    invalid(
                        comparison, shown: GoDump.text(toleration.value, "Toleration"),
                        "value must be empty when `operator` is 'Exists'")
                }
            default: oneOf(comparison, ["Equal", "Exists"])
            }
            if !toleration["effect"].isEmpty {
                oneOf(toleration["effect"], ["NoSchedule", "PreferNoSchedule", "NoExecute"])
            }
        }
    }
}

extension FieldView {
    /// The same value, said to be elsewhere.
    func renamed(_ path: FieldTrail) -> FieldView { FieldView(value, path) }
}

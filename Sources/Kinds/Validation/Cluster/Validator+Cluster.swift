import Model

/// Nodes, autoscalers, disruption budgets, priorities, limits and quotas.
extension Validator {
    mutating func node(_ object: FieldView) {
        var seen = Set<String>()
        for taint in object["spec"]["taints"].items {
            labelKey(taint["key"])
            for message in Names.labelValue(taint["value"].string) {
                invalid(taint["value"], shown: taint["value"].string.quotedAsGo, message)
            }
            if taint["effect"].isEmpty {
                required(taint["effect"])
            } else {
                oneOf(taint["effect"], ["NoSchedule", "PreferNoSchedule", "NoExecute"])
            }
            if !seen.insert("\(taint["effect"].string)/\(taint["key"].string)").inserted { duplicate(taint) }
        }
    }

    mutating func autoscaler(_ spec: FieldView) {
        if spec["minReplicas"].exists, spec["minReplicas"].int < 1 {
            invalid(spec["minReplicas"], "must be greater than or equal to 1")
        }
        if spec["maxReplicas"].int < 1 { invalid(spec["maxReplicas"], "must be greater than 0") }
        if spec["minReplicas"].exists, spec["maxReplicas"].int < spec["minReplicas"].int {
            invalid(spec["maxReplicas"], "must be greater than or equal to `minReplicas`")
        }
        let target = spec["scaleTargetRef"]
        for name in ["kind", "name"] {
            if target[name].isEmpty {
                required(target[name])
            } else {
                check(target[name], Names.pathSegment(target[name].string))
            }
        }
        if target["apiVersion"].isEmpty {
            invalid(target["apiVersion"], shown: "\"\"", "apiVersion must specify API group")
        }
        for metric in spec["metrics"].items { autoscalerMetric(metric) }
        for direction in ["scaleUp", "scaleDown"] { scalingRules(spec["behavior"][direction]) }
    }

    private static let metricSources = [
        "Resource": "resource", "Pods": "pods", "Object": "object", "External": "external",
        "ContainerResource": "containerResource",
    ]

    private mutating func autoscalerMetric(_ metric: FieldView) {
        if metric["type"].isEmpty {
            required(metric["type"], "must specify a metric source type")
        }
        guard let name = Validator.metricSources[metric["type"].string] else {
            oneOf(metric["type"], ["ContainerResource", "External", "Object", "Pods", "Resource"])
            return
        }
        let source = metric[name]
        if !source.exists {
            required(source, "must populate information for the given metric source")
            return
        }
        for other in Validator.metricSources.values.sorted() where other != name && metric[other].exists {
            forbidden(metric[other], "must populate the given metric source only")
        }
        if name == "resource" || name == "containerResource", source["name"].isEmpty {
            required(source["name"], "must specify a resource name")
        }
        let target = source["target"]
        if target["type"].isEmpty { required(target["type"], "must specify a metric target type") }
        if let percent = target["averageUtilization"].value?.int, percent < 1 {
            invalid(target["averageUtilization"], "must be greater than 0")
        }
        for kind in ["value", "averageValue"] {
            if let quantity = target[kind].value.flatMap(Validator.quantity), quantity.sign <= 0 {
                invalid(target[kind], shown: quantity.description.quotedAsGo, "must be positive")
            }
        }
        if name == "resource", !target["averageUtilization"].exists, !target["averageValue"].exists {
            required(target["averageUtilization"], "must set either a target raw value or a target utilization")
        }
    }

    private mutating func scalingRules(_ rules: FieldView) {
        guard rules.exists else { return }
        let window = rules["stabilizationWindowSeconds"]
        if window.exists, window.int < 0 { invalid(window, "must be greater than or equal to zero") }
        if window.int > 3600 { invalid(window, "must be less than or equal to 3600") }
        if rules["selectPolicy"].exists { oneOf(rules["selectPolicy"], ["Disabled", "Max", "Min"]) }
        if rules["policies"].count == 0 { required(rules["policies"], "must specify at least one Policy") }
        for policy in rules["policies"].items {
            oneOf(policy["type"], ["Percent", "Pods"])
            if policy["value"].int <= 0 { invalid(policy["value"], "must be greater than zero") }
            if policy["periodSeconds"].int <= 0 { invalid(policy["periodSeconds"], "must be greater than zero") }
            if policy["periodSeconds"].int > 1800 {
                invalid(policy["periodSeconds"], "must be less than or equal to 1800")
            }
        }
    }

    mutating func disruptionBudget(_ spec: FieldView) {
        if spec["minAvailable"].exists, spec["maxUnavailable"].exists {
            invalid(spec, "minAvailable and maxUnavailable cannot be both set")
        }
        for name in ["minAvailable", "maxUnavailable"] where spec[name].exists {
            intOrPercent(spec[name])
            atMostAll(spec[name])
        }
        labelSelector(spec["selector"])
        if spec["unhealthyPodEvictionPolicy"].exists {
            oneOf(spec["unhealthyPodEvictionPolicy"], ["AlwaysAllow", "IfHealthyBudget"])
        }
    }

    mutating func priorityClass(_ object: FieldView) {
        let isSystem = object["metadata"]["name"].string.hasPrefix("system-")
        if isSystem {
            let known = ["system-node-critical": 2_000_001_000, "system-cluster-critical": 2_000_000_000]
            if known[object["metadata"]["name"].string] != object["value"].int {
                forbidden(
                    object["metadata"]["name"],
                    "priority class names with 'system-' prefix are reserved for system use only. error: "
                        + "\(object["metadata"]["name"].string) is not a known system priority class")
            }
        } else if object["value"].int > 1_000_000_000 {
            forbidden(object["value"], "maximum allowed value of a user defined priority is 1000000000")
        }
        if object["preemptionPolicy"].exists {
            oneOf(object["preemptionPolicy"], ["Never", "PreemptLowerPriority"])
        }
    }

    mutating func limitRange(_ spec: FieldView) {
        var types = Set<String>()
        for item in spec["limits"].items {
            if !types.insert(item["type"].string).inserted {
                duplicate(item["type"])
            }
            for name in ["min", "max", "default", "defaultRequest"] {
                for (resource, value) in item[name].members {
                    resourceQuantity(resource, value, item[name].key(resource))
                }
            }
            for (resource, low) in item["min"].members {
                guard let high = item["max"].members[resource].flatMap(Validator.quantity),
                    let min = Validator.quantity(low), min > high
                else { continue }
                invalid(
                    item["min"].key(resource), shown: min.description.quotedAsGo,
                    "min value \(min) is greater than max value \(high)")
            }
        }
    }

    mutating func resourceQuota(_ spec: FieldView) {
        for (resource, value) in spec["hard"].members {
            let field = spec["hard"].key(resource)
            for message in Names.qualifiedName(resource) { invalid(field, shown: resource.quotedAsGo, message) }
            resourceQuantity(resource, value, field)
        }
    }
}

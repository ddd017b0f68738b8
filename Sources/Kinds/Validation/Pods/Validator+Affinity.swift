import Model

/// Affinity to nodes and to other pods.
extension Validator {
    mutating func affinity(_ affinity: FieldView) {
        guard affinity.exists else { return }
        let node = affinity["nodeAffinity"]
        let needed = node["requiredDuringSchedulingIgnoredDuringExecution"]
        if needed.exists {
            let terms = needed["nodeSelectorTerms"]
            if terms.count == 0 { required(terms, "must have at least one node selector term") }
            for term in terms.items { nodeSelectorTerm(term) }
        }
        for preferred in node["preferredDuringSchedulingIgnoredDuringExecution"].items {
            weight(preferred["weight"])
            nodeSelectorTerm(preferred["preference"])
        }
        for name in ["podAffinity", "podAntiAffinity"] {
            for term in affinity[name]["requiredDuringSchedulingIgnoredDuringExecution"].items { podTerm(term) }
            for preferred in affinity[name]["preferredDuringSchedulingIgnoredDuringExecution"].items {
                weight(preferred["weight"])
                podTerm(preferred["podAffinityTerm"])
            }
        }
    }

    private mutating func weight(_ weight: FieldView) {
        if !(1...100).contains(weight.int) { invalid(weight, "must be in the range 1-100") }
    }

    mutating func nodeSelectorTerm(_ term: FieldView) {
        for requirement in term["matchExpressions"].items {
            let values = requirement["values"]
            switch requirement["operator"].string {
            case "In", "NotIn":
                if values.count == 0 { required(values, "must be specified when `operator` is 'In' or 'NotIn'") }
            case "Exists", "DoesNotExist":
                if values.count > 0 {
                    forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
                }
            case "Gt", "Lt":
                if values.count != 1 {
                    required(values, "must be specified single value when `operator` is 'Lt' or 'Gt'")
                }
            default: invalid(requirement["operator"], "not a valid selector operator")
            }
            labelKey(requirement["key"])
            for value in values.items { check(value, Names.labelValue(value.string)) }
        }
        for requirement in term["matchFields"].items {
            let values = requirement["values"]
            switch requirement["operator"].string {
            case "In", "NotIn":
                if values.count != 1 {
                    required(
                        values, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector")
                }
            default: invalid(requirement["operator"], "not a valid selector operator")
            }
            if requirement["key"].string != "metadata.name" {
                invalid(requirement["key"], "not a valid field selector key")
            }
        }
    }

    private mutating func podTerm(_ term: FieldView) {
        labelSelector(term["labelSelector"])
        labelSelector(term["namespaceSelector"])
        for namespace in term["namespaces"].items { check(namespace, Names.dnsLabel(namespace.string)) }
        if term["topologyKey"].isEmpty {
            required(term["topologyKey"], "can not be empty")
        } else {
            labelKey(term["topologyKey"])
        }
    }
}

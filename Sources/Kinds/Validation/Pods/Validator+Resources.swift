import Model

/// Resource requests and limits.
extension Validator {
    mutating func resources(_ resources: FieldView) {
        let limits = resources["limits"]
        let requests = resources["requests"]
        var needsComputeResource = false
        var hasComputeResource = false
        for (name, value) in limits.members {
            let field = limits.key(name)
            resourceName(name, limits.key(name))
            resourceQuantity(name, value, field)
            if name.hasPrefix("hugepages-") { needsComputeResource = true } else { hasComputeResource = true }
        }
        for (name, value) in requests.members {
            let field = requests.key(name)
            resourceName(name, field)
            resourceQuantity(name, value, field)
            if name.hasPrefix("hugepages-") { needsComputeResource = true } else { hasComputeResource = true }
            guard let request = Validator.quantity(value) else { continue }
            if let limit = limits.members[name].flatMap(Validator.quantity) {
                if !Validator.canOvercommit(name), request != limit {
                    invalid(
                        requests, shown: request.description.quotedAsGo, "must be equal to \(name) limit of \(limit)")
                } else if Validator.canOvercommit(name), request > limit {
                    invalid(
                        requests, shown: request.description.quotedAsGo,
                        "must be less than or equal to \(name) limit of \(limit)")
                }
            } else if !Validator.canOvercommit(name) {
                required(limits, "Limit must be set for non overcommitable resources")
            }
        }
        if needsComputeResource, !hasComputeResource {
            forbidden(resources, "HugePages require cpu or memory")
        }
    }

    static func quantity(_ value: Value) -> Quantity? { value.string.flatMap { try? Quantity($0) } }

    /// Huge pages and extended resources are not shared.
    private static func canOvercommit(_ name: String) -> Bool {
        !name.hasPrefix("hugepages-") && (!name.contains("/") || name.hasPrefix("kubernetes.io/"))
    }

    private mutating func resourceName(_ name: String, _ field: FieldView) {
        for message in Names.qualifiedName(name) { invalid(field, shown: name.quotedAsGo, message) }
        if !name.contains("/") {
            let standard = ["cpu", "memory", "ephemeral-storage"].contains(name) || name.hasPrefix("hugepages-")
            if !standard { invalid(field, shown: name.quotedAsGo, "must be a standard resource for containers") }
        }
    }

    mutating func resourceQuantity(_ name: String, _ value: Value, _ field: FieldView) {
        guard let quantity = Validator.quantity(value) else { return }
        if quantity.sign < 0 {
            invalid(field, shown: quantity.description.quotedAsGo, "must be greater than or equal to 0")
        }
        let countsWhole =
            name.hasPrefix("hugepages-") || name.contains("/") && !name.hasPrefix("kubernetes.io/") || name == "pods"
            || name == "services"
        if countsWhole, quantity.milliValue % 1000 != 0 {
            invalid(field, shown: quantity.description.quotedAsGo, "must be an integer")
        }
    }
}

import Model

/// What a definition asks for and does not get here: said once, where it comes in or its spec changes.
func definitionWarnings(_ definition: Value, over old: Value?) -> [String] {
    if let old, old["spec"] == definition["spec"] { return [] }
    var found: [String] = []
    for (index, version) in (definition.spec["versions"]?.elements ?? []).enumerated() {
        guard let schema = version.at("schema", "openAPIV3Schema"), CustomSchema(schema)?.hasExpressions == true else {
            continue
        }
        found.append(
            "spec.versions[\(index)].schema.openAPIV3Schema: rules in x-kubernetes-validations are kept, and not checked "
                + "by this cluster")
    }
    if definition.at("spec", "conversion", "strategy")?.string == "Webhook" {
        found.append(
            "spec.conversion.strategy: the webhook is not called by this cluster; versions differ by their apiVersion only"
        )
    }
    return found
}

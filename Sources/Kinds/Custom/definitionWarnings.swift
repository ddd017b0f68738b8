import Model

/// What a definition asks for and does not get here: said once, where it comes in or its spec changes.
func definitionWarnings(_ definition: Value, over old: Value?) -> [String] {
    if let old, old["spec"] == definition["spec"] { return [] }
    guard definition.at("spec", "conversion", "strategy")?.string == "Webhook" else { return [] }
    return [
        "spec.conversion.strategy: the webhook is not called by this cluster; versions differ by their apiVersion only"
    ]
}

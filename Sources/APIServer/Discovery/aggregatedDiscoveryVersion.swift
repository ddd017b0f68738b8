/// The version of aggregated discovery that an `Accept` header wants before plain JSON; nil for the plain lists.
func aggregatedDiscoveryVersion(accept: String) -> String? {
    for type in MediaType.list(accept) {
        if type.name == "application/json", type.parameters["as"] == "APIGroupDiscoveryList",
            type.parameters["g"] == "apidiscovery.k8s.io", let version = type.parameters["v"],
            ["v2", "v2beta1"].contains(version)
        {
            return version
        }
        if type.parameters["as"] == nil, ["application/json", "application/*", "*/*"].contains(type.name) {
            return nil
        }
    }
    return nil
}

import Model

/// What every answer about a resource that is to go away is accompanied by; nil for all others.
func deprecation(of type: ResourceType) -> String? {
    switch (type.group, type.kind) {
    case ("", "ComponentStatus"): "v1 ComponentStatus is deprecated in v1.19+"
    case ("", "Endpoints"): "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
    default: nil
    }
}

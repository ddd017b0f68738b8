import Model

/// The kinds that tokens have to do with.
extension ResourceType {
    static let serviceAccounts = core("ServiceAccount", "serviceaccounts")
    static let secrets = core("Secret", "secrets")
    static let pods = core("Pod", "pods")
    static let nodes = ResourceType(group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false)

    private static func core(_ kind: String, _ plural: String) -> ResourceType {
        ResourceType(group: "", version: "v1", kind: kind, plural: plural, isNamespaced: true)
    }
}

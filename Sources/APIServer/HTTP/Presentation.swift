import ClusterAPI

/// In which shape objects are sent.
enum Presentation: Hashable, Sendable {
    /// What a row of a table says of its object.
    enum Inclusion: String, Sendable { case none = "None", metadata = "Metadata", object = "Object" }

    case object
    case yaml
    case partial(version: String)
    case table(version: String, Inclusion)

    private static let accepted = ["application/json", "application/yaml"]

    /// What the client likes best of what can be sent. Protobuf falls back to JSON, which every client of Kubernetes
    /// reads.
    init(accept: String, includeObject: String = "") throws(ClusterError) {
        let types = MediaType.list(accept)
        if types.isEmpty {
            self = .object
            return
        }
        for type in types {
            guard let isYAML = Presentation.isYAML(type.name) else { continue }
            guard let shape = type.parameters["as"] else {
                self = isYAML ? .yaml : .object
                return
            }
            let version = type.parameters["v"] ?? ""
            guard !isYAML, type.parameters["g"] == "meta.k8s.io", ["v1", "v1beta1"].contains(version) else { continue }
            switch shape {
            case "Table":
                guard let inclusion = includeObject.isEmpty ? .metadata : Inclusion(rawValue: includeObject) else {
                    throw .badRequest("includeObject must be one of None, Metadata, Object")
                }
                self = .table(version: version, inclusion)
                return
            case "PartialObjectMetadata", "PartialObjectMetadataList":
                self = .partial(version: version)
                return
            default: continue
            }
        }
        throw .notAcceptable(Presentation.accepted)
    }

    /// nil where nothing here can be sent as this.
    private static func isYAML(_ name: String) -> Bool? {
        switch name {
        case "application/yaml": true
        case "*/*", "application/*", "application/json", "application/vnd.kubernetes.protobuf": false
        default: nil
        }
    }

    var contentType: String { self == .yaml ? "application/yaml" : "application/json" }
}

import ClusterAPI
import Model

/// Where a resource's collection is.
func collectionPath(_ type: ResourceType, namespace: String) -> String {
    let root =
        type.group.isEmpty ? "/api/\(escaped(type.version))" : "/apis/\(escaped(type.group))/\(escaped(type.version))"
    let place = type.isNamespaced && !namespace.isEmpty ? "/namespaces/\(escaped(namespace))" : ""
    return "\(root)\(place)/\(escaped(type.plural))"
}

/// Where a request goes, without its query.
func path(of request: Request) -> String {
    var path = collectionPath(request.type, namespace: request.namespace)
    // A create names its object in the body, unless it is of something beneath one.
    if !request.name.isEmpty, request.verb != .create || request.subresource != nil {
        path += "/\(escaped(request.name))"
    }
    return path + (request.subresource.map { "/\(escaped($0))" } ?? "")
}

import ClusterAPI
import Model

/// What an answer says to a request. Throws what the server refused with.
func response(_ answer: Answer, to request: Request) throws(ClusterError) -> Response {
    guard (200..<300).contains(answer.code) else { throw ClusterError(answer) }
    if request.subresource == "log", request.verb == .get {
        return Response(code: answer.code, .text(String(decoding: answer.bytes, as: UTF8.self)))
    }
    let value = try json(answer)
    func response(_ content: Response.Content) -> Response {
        Response(code: answer.code, content, warnings: answer.warnings)
    }
    if value.objectKind == "Status", value.apiVersion == "v1" { return response(.status(value)) }
    switch request.verb {
    case .list, .deleteCollection: return response(.list(list(value, of: request.type)))
    default: return response(.object(value))
    }
}

/// A list's items, each with the kind that the list alone names where it has come from kube-apiserver.
func list(_ value: Value, of type: ResourceType) -> ObjectList {
    let metadata = value.metadata
    return ObjectList(
        items: (value["items"]?.elements ?? []).map { named($0, type) },
        resourceVersion: metadata["resourceVersion"]?.string ?? "",
        continueToken: metadata["continue"]?.string ?? "", remainingItemCount: metadata["remainingItemCount"]?.int)
}

private func named(_ item: Value, _ type: ResourceType) -> Value {
    if item["kind"] != nil, item["apiVersion"] != nil { return item }
    var item = item
    item["kind"] = Value(type.kind)
    item["apiVersion"] = Value(type.apiVersion)
    return item
}

func json(_ answer: Answer) throws(ClusterError) -> Value {
    do {
        return try Value(json: answer.bytes)
    } catch {
        throw ClusterError(
            code: answer.code, reason: .internalError, message: "the API server answered with what is no JSON: \(error)"
        )
    }
}

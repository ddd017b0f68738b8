import ClusterAPI
import Model

/// The object in a request's body. YAML is taken where the content type says so.
func readBody(_ call: Call) throws(ClusterError) -> Value {
    let type = MediaType(call.contentType).name
    switch type {
    case "", "application/json", "*/*": return try readJSON(call.body)
    case "application/yaml", "application/x-yaml", "text/yaml": return try readYAML(call.body)
    case "application/vnd.kubernetes.protobuf": return try readProtobuf(call.body)
    default: throw .unsupportedMediaType(acceptedBodies)
    }
}

/// A patch and its kind, by the content type.
func readPatch(_ call: Call, isBuiltin: Bool) throws(ClusterError) -> (ClusterAPI.Request.PatchType, Value) {
    let accepted: [ClusterAPI.Request.PatchType] =
        isBuiltin ? [.json, .merge, .strategic, .apply] : [.json, .merge, .apply]
    guard let type = ClusterAPI.Request.PatchType(rawValue: MediaType(call.contentType).name), accepted.contains(type)
    else { throw .unsupportedMediaType(accepted.map(\.rawValue)) }
    return (type, type == .apply ? try readYAML(call.body) : try readJSON(call.body))
}

func readJSON(_ bytes: [UInt8]) throws(ClusterError) -> Value {
    do {
        return try Value(json: bytes)
    } catch {
        throw .badRequest("the body of the request is no JSON: \(error)")
    }
}

/// One document of YAML; JSON, which most clients send, is read as that.
func readYAML(_ bytes: [UInt8]) throws(ClusterError) -> Value {
    if let first = bytes.first(where: { $0 != 0x20 && $0 != 0x0a && $0 != 0x0d && $0 != 0x09 }), first == 0x7b,
        let value = try? Value(json: bytes)
    {
        return value
    }
    return try parseYAML(bytes)
}

/// What a body may be written in.
let acceptedBodies = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]

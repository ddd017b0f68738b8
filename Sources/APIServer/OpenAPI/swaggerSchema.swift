import Model

/// A custom resource's schema in version 2 of OpenAPI, which has less to say: what it cannot say is left open rather
/// than said wrongly, as kube-apiserver does.
func swaggerSchema(of schema: Value, depth: Int = 0) -> Value {
    guard depth < 100 else { return .emptyObject }
    var result = schema
    for name in ["oneOf", "anyOf", "allOf", "not", "nullable", "example"] { result[name] = nil }
    let isOpen =
        schema["nullable"] == true || schema["x-kubernetes-preserve-unknown-fields"] == true
        || schema["x-kubernetes-int-or-string"] == true
    if isOpen {
        for name in ["type", "properties", "items", "additionalProperties", "required"] { result[name] = nil }
        return result
    }
    if let properties = schema["properties"]?.object {
        result["properties"] = Value(
            Members(properties.map { ($0.key, swaggerSchema(of: $0.value, depth: depth + 1)) }))
    }
    if let items = schema["items"], items.isObject { result["items"] = swaggerSchema(of: items, depth: depth + 1) }
    if let values = schema["additionalProperties"], values.isObject {
        result["additionalProperties"] = swaggerSchema(of: values, depth: depth + 1)
    }
    return result
}

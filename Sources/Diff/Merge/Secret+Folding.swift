import Model

/// A Secret as the server would hold it: `stringData` written over `data`, in base64.
/// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
func foldedSecret(_ object: Value?) -> Value? {
    guard var object, object.objectKind == "Secret", object.apiVersion == "v1",
        let strings = object["stringData"]?.object
    else { return object }
    var data = object["data"]?.members ?? Members()
    for (key, value) in strings {
        guard let text = value.string else { continue }
        data[key] = Value(base64(Array(text.utf8)))
    }
    object["stringData"] = nil
    if !data.isEmpty { object["data"] = Value(data) }
    return object
}

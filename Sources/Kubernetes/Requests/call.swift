import ClusterAPI
import Model

/// The HTTP request that a request is.
func call(for request: Request, settings: TransportSettings) -> Call {
    var call = Call(method: "GET", path: path(of: request) + query(parameters(of: request)), timeout: settings.read)
    switch request.verb {
    case .get: if request.subresource == "log" { call.accept = "text/plain, */*" }
    case .list: call.timeout = settings.list
    case .create:
        call.method = "POST"
        call.body = request.body?.jsonBytes
        call.timeout = settings.write
    case .update:
        call.method = "PUT"
        call.body = request.body?.jsonBytes
        call.timeout = settings.write
    case .patch(let type):
        call.method = "PATCH"
        call.contentType = type.rawValue
        call.body = request.body?.jsonBytes
        call.timeout = settings.write
    case .delete, .deleteCollection:
        call.method = "DELETE"
        call.body = deleteOptions(request.options).jsonBytes
        call.timeout = request.verb == .delete ? settings.write : settings.list
    }
    return call
}

/// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/delete-options/
private func deleteOptions(_ options: Request.Options) -> Value {
    var body: Value = ["kind": "DeleteOptions", "apiVersion": "v1"]
    if let seconds = options.gracePeriodSeconds { body["gracePeriodSeconds"] = Value(seconds) }
    if let policy = options.propagation { body["propagationPolicy"] = Value(policy.rawValue) }
    if let uid = options.preconditionUID { body.set(Value(uid), at: "preconditions", "uid") }
    if let version = options.preconditionResourceVersion {
        body.set(Value(version), at: "preconditions", "resourceVersion")
    }
    return body
}

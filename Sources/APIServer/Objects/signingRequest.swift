import Model

/// A new request for a certificate says who asks, whatever its sender put there.
func signingRequest(_ body: Value, by requestor: Requestor) -> Value {
    var body = body
    for name in ["username", "uid", "groups", "extra"] {
        body.set(requestor.userInfo[name], at: "spec", name)
    }
    return body
}

public import Diff
public import Model

/// The structure of a kind that Kubernetes serves itself; nil for any other, and for a version it does not serve.
///
/// The table is read once a process, at the first call, in about a millisecond.
public func builtinSchema(group: String, version: String, kind: String) -> Schema? {
    BuiltinSchemas.shared.schema("\(group)/\(version)/\(kind)")
}

/// The structure of an object's kind; nil where Kubernetes does not serve it itself.
public func builtinSchema(of object: Value) -> Schema? {
    let apiVersion = object.apiVersion
    let name = apiVersion.contains("/") ? apiVersion : "/" + apiVersion
    return BuiltinSchemas.shared.schema("\(name)/\(object.objectKind)")
}

public import Model

/// Applies a strategic merge patch as kube-apiserver does, directives and all.
///
/// - Parameter schema: the structure of the object's kind. What it does not know merges by members, with lists
///   replaced; a patch of a list or map that the structure does not have is an error.
public func applyStrategicMergePatch(_ patch: Value, to object: Value, schema: Schema) throws(PatchError) -> Value {
    guard patch.isObject, object.isObject else { throw PatchError(.malformed, "invalid JSON document") }
    return try StrategicMerge(joinsPatches: false).mergeMaps(object, patch, schema, depth: 0)
}

import Model

/// A role or binding of the cluster's own that is there already, with what it lacks of what it should have; nil where it
/// lacks nothing, or its owner wants it left alone (`autoupdate: "false"`). Nothing is taken away, as kube-apiserver does
/// at each start: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation
func reconciledAccess(_ old: Value, with wanted: Value) -> Value? {
    let autoupdate = "rbac.authorization.kubernetes.io/autoupdate"
    guard wanted.annotation(autoupdate) == "true", old.annotation(autoupdate) != "false" else { return nil }
    var new = old
    for part in ["labels", "annotations"] {
        for member in wanted.metadata[part]?.members ?? Members() where old.metadata[part]?[member.key] == nil {
            new.set(member.value, at: "metadata", part, member.key)
        }
    }
    if old["aggregationRule"] == nil, let rule = wanted["aggregationRule"] { new["aggregationRule"] = rule }
    // What is gathered is the controller's.
    for list in ["rules", "subjects"] where new["aggregationRule"] == nil || list == "subjects" {
        let present = old[list]?.elements ?? []
        let missing = (wanted[list]?.elements ?? []).filter { !present.contains($0) }
        if !missing.isEmpty { new[list] = Value(present + missing) }
    }
    return new == old ? nil : new
}

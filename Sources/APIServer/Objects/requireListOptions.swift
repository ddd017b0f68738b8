import ClusterAPI
import Model

/// Which options of a list go together.
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#resourceversion-in-metadata
func requireListOptions(_ query: Query) throws(ClusterError) {
    if query.has("sendInitialEvents"), !query["sendInitialEvents"].isEmpty {
        throw forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list")
    }
    let match = query["resourceVersionMatch"]
    if match.isEmpty { return }
    if query["resourceVersion"].isEmpty {
        throw forbidden(
            "resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided")
    }
    if !query["continue"].isEmpty {
        throw forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided")
    }
    guard ["Exact", "NotOlderThan"].contains(match) else {
        throw unsupported(match, "\"Exact\", \"NotOlderThan\", \"\"")
    }
    if match == "Exact", query["resourceVersion"] == "0" {
        throw forbidden(
            "resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")
    }
}

/// Which options of a watch go together.
func requireWatchOptions(_ query: Query) throws(ClusterError) {
    let match = query["resourceVersionMatch"]
    if !query["sendInitialEvents"].isEmpty {
        if match.isEmpty {
            throw forbidden(
                "resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")
        }
        if match != "NotOlderThan" { throw unsupported(match, "\"NotOlderThan\"") }
    } else if !match.isEmpty {
        throw forbidden(
            "resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided")
    }
    if !query["continue"].isEmpty { throw forbidden("continue", "continue is forbidden for watch") }
}

private func forbidden(_ field: String, _ why: String) -> ClusterError {
    .invalidOptions(
        "ListOptions",
        ClusterError.Cause(reason: "FieldValueForbidden", message: "Forbidden: \(why)", field: field))
}

private func unsupported(_ match: String, _ supported: String) -> ClusterError {
    .invalidOptions(
        "ListOptions",
        ClusterError.Cause(
            reason: "FieldValueNotSupported",
            message: "Unsupported value: \(match.quotedAsGo): supported values: \(supported)",
            field: "resourceVersionMatch"))
}

import ClusterAPI
import Model

/// The options of a request, from its query.
func readOptions(_ call: Call, kind: String) throws(ClusterError) -> ClusterAPI.Request.Options {
    let query = call.query
    var options = ClusterAPI.Request.Options()
    if query.has("dryRun") { options.dryRun = try readDryRun(query["dryRun"], kind: kind) }
    options.fieldManager =
        query["fieldManager"].isEmpty ? defaultManager(userAgent: call.userAgent) : query["fieldManager"]
    options.fieldValidation = try readFieldValidation(query["fieldValidation"], kind: kind)
    options.force = query.flag("force")
    options.propagation = try readPropagation(query["propagationPolicy"])
    options.gracePeriodSeconds = try query.number("gracePeriodSeconds")
    if query.has("orphanDependents"), options.propagation == nil {
        options.propagation = query.flag("orphanDependents") ? .orphan : .background
    }
    options.labelSelector = query["labelSelector"]
    options.fieldSelector = query["fieldSelector"]
    options.limit = try query.number("limit") ?? 0
    options.continueToken = query["continue"]
    options.resourceVersion = query["resourceVersion"]
    options.resourceVersionMatch = query["resourceVersionMatch"]
    return options
}

/// The default manager's name: the user agent up to its first slash, without what cannot be printed, at most 128
/// bytes.
func defaultManager(userAgent: String) -> String {
    let name = userAgent.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    var text = ""
    for scalar in name.unicodeScalars where !scalar.properties.isWhitespace || scalar == " " {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse: continue
        default: break
        }
        if text.utf8.count + String(scalar).utf8.count > 128 { break }
        text.unicodeScalars.append(scalar)
    }
    return text.isEmpty ? "unknown" : text
}

private func readDryRun(_ text: String, kind: String) throws(ClusterError) -> Bool {
    if text == "All" { return true }
    throw .invalidOptions(
        kind,
        ClusterError.Cause(
            reason: "FieldValueNotSupported",
            message: "Unsupported value: [\(Value(text).json)]: supported values: \"All\"", field: "dryRun"))
}

private func readFieldValidation(
    _ text: String, kind: String
) throws(ClusterError) -> ClusterAPI.Request.FieldValidation? {
    if text.isEmpty { return nil }
    if let validation = ClusterAPI.Request.FieldValidation(rawValue: text) { return validation }
    throw .invalidOptions(
        kind,
        ClusterError.Cause(
            reason: "FieldValueNotSupported",
            message: "Unsupported value: \(Value(text).json): supported values: \"Ignore\", \"Strict\", \"Warn\"",
            field: "fieldValidation"))
}

func readPropagation(_ text: String) throws(ClusterError) -> ClusterAPI.Request.Propagation? {
    if text.isEmpty { return nil }
    if let propagation = ClusterAPI.Request.Propagation(rawValue: text) { return propagation }
    throw .invalidOptions(
        "DeleteOptions",
        ClusterError.Cause(
            reason: "FieldValueNotSupported",
            message:
                "Unsupported value: \(Value(text).json): supported values: \"Background\", \"Foreground\", \"Orphan\"",
            field: "propagationPolicy"))
}

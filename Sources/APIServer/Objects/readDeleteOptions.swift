import ClusterAPI
import Model

/// Adds what the body of a delete asks for; it wins over the query. Without a body nothing changes.
func readDeleteOptions(
    _ call: Call, into options: inout ClusterAPI.Request.Options
) throws(ClusterError) {
    guard !call.body.isEmpty else { return }
    let body = try readBody(call)
    guard body.isObject else { throw .badRequest("the body of a delete is a DeleteOptions object") }
    if !body.objectKind.isEmpty, body.objectKind != "DeleteOptions" {
        throw .badRequest("decoded object cannot be converted to DeleteOptions: it is a \(body.objectKind)")
    }
    if let seconds = body["gracePeriodSeconds"]?.int { options.gracePeriodSeconds = seconds }
    if let policy = body["propagationPolicy"]?.string {
        options.propagation = try readPropagation(policy)
    } else if let orphans = body["orphanDependents"]?.bool {
        options.propagation = orphans ? .orphan : .background
    }
    if let uid = body.at("preconditions", "uid")?.string { options.preconditionUID = uid }
    if let version = body.at("preconditions", "resourceVersion")?.string {
        options.preconditionResourceVersion = version
    }
    if body["dryRun"]?.elements.contains("All") == true { options.dryRun = true }
}

import ClusterAPI
import Model

/// What one line of a watch says. An `ERROR` is thrown; history that is gone as `expired`, whatever word it came with.
func watchEvent(_ line: [UInt8], of type: ResourceType) throws(ClusterError) -> WatchEvent {
    let frame: Value
    do {
        frame = try Value(json: line)
    } catch {
        throw .internalError("the API server sent a watch event that is no JSON: \(error)")
    }
    // A copy of its own, so that the frame around it is not kept.
    let object = (frame["object"] ?? .emptyObject).compacted()
    switch frame["type"]?.string {
    case "ADDED": return .added(object)
    case "MODIFIED": return .modified(object)
    case "DELETED": return .deleted(object)
    case "BOOKMARK":
        return .bookmark(
            resourceVersion: object.resourceVersion,
            initialEventsEnd: object.annotation("k8s.io/initial-events-end") == "true")
    case "ERROR":
        let error = ClusterError(status: object)
        throw error.code == 410 ? .expired(error.message) : error
    default: throw .internalError("the API server sent a watch event of an unknown type")
    }
}

internal import ClusterAPI
internal import Diff
internal import Model

/// Who writes, for `managedFields`.
public let fieldManager = "plumb"

/// The request of a step's write: a create of what the revision says, or an update of the object that was seen to what
/// it is to be. Nil for a delete.
func writeRequest(_ step: Step) -> Request? {
    guard step.action != .delete, var body = step.body else { return nil }
    var request: Request
    switch step.action {
    case .create, .replace:
        body = asNew(step.change.desired ?? body)
        request = Request(.create, step.type, namespace: step.key.namespace, body: body)
    case .update, .delete:
        let live = step.change.live ?? .emptyObject
        body.set(live.metadata["resourceVersion"], at: "metadata", "resourceVersion")
        body.set(live.metadata["uid"], at: "metadata", "uid")
        request = Request(.update, step.type, namespace: step.key.namespace, name: step.key.name, body: body)
    }
    request.options.fieldManager = fieldManager
    request.options.fieldValidation = .strict
    return request
}

/// A delete of exactly the object that was seen, as it was seen.
func deleteRequest(_ step: Step, over seen: Value?) -> Request {
    var request = Request(.delete, step.type, namespace: step.key.namespace, name: step.key.name)
    if let uid = seen?.uid, !uid.isEmpty { request.options.preconditionUID = uid }
    if let version = seen?.resourceVersion, !version.isEmpty { request.options.preconditionResourceVersion = version }
    request.options.propagation = .background
    return request
}

/// An object as it can be created: without what only the server writes.
func asNew(_ object: Value) -> Value {
    var object = object
    object["status"] = nil
    for name in serverMetadata { object.set(nil, at: "metadata", name) }
    return object
}

let serverMetadata = [
    "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "deletionTimestamp",
    "deletionGracePeriodSeconds", "selfLink",
]

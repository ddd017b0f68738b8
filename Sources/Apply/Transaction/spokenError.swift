internal import ClusterAPI
internal import Model

/// An error in words that can be shown. What the server says of a Secret may quote it, so of that only the fields are.
func spoken(_ error: ClusterError, of key: ObjectKey) -> String {
    guard key.kind == "Secret", key.group.isEmpty, error.reason == .invalid || error.reason == .badRequest else {
        return error.message
    }
    let fields = (error.details?.causes ?? []).map(\.field).filter { !$0.isEmpty }
    return "the server refuses it" + (fields.isEmpty ? "" : " for \(fields.joined(separator: ", "))")
}

extension ClusterError {
    /// The namespace that the object is to be in is not there, or is being deleted.
    var isOfNamespace: Bool {
        switch reason {
        case .notFound: details?.kind == "namespaces"
        case .forbidden: details?.causes.contains { $0.reason == "NamespaceTerminating" } ?? false
        default: false
        }
    }
}

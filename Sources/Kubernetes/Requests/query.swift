import ClusterAPI
import Model

/// The parameters of a request, each only where its verb knows it.
func parameters(of request: Request) -> [(String, String)] {
    let options = request.options
    var items: [(String, String)] = []
    switch request.verb {
    case .get:
        if request.subresource == "log" { items += logParameters(options.log) }
        items.append(("resourceVersion", options.resourceVersion))
    case .list, .deleteCollection:
        items += [
            ("labelSelector", options.labelSelector), ("fieldSelector", options.fieldSelector),
            ("limit", options.limit > 0 ? String(options.limit) : ""), ("continue", options.continueToken),
            ("resourceVersion", options.resourceVersion), ("resourceVersionMatch", options.resourceVersionMatch),
        ]
    case .create, .update, .patch:
        items += [
            ("fieldManager", options.fieldManager), ("fieldValidation", options.fieldValidation?.rawValue ?? ""),
        ]
        if request.verb == .patch(.apply), options.force { items.append(("force", "true")) }
    case .delete: break
    }
    switch request.verb {
    case .get, .list: break
    default: if options.dryRun { items.append(("dryRun", "All")) }
    }
    return items
}

/// One look: what is written afterwards is not waited for.
private func logParameters(_ log: LogOptions) -> [(String, String)] {
    [
        ("container", log.container), ("previous", log.previous ? "true" : ""),
        ("timestamps", log.timestamps ? "true" : ""), ("tailLines", log.tailLines.map(String.init) ?? ""),
        ("limitBytes", log.limitBytes.map(String.init) ?? ""),
        ("sinceSeconds", log.sinceSeconds.map(String.init) ?? ""),
    ]
}

/// `?a=b&c=d`, those with a value; empty where none has.
func query(_ parameters: [(String, String)]) -> String {
    let text = parameters.filter { !$0.1.isEmpty }.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
    return text.isEmpty ? "" : "?\(text)"
}

extension RequestCounts.Key {
    /// What a call is counted as. `isServed` says whether its resource exists: names that somebody made up are not kept.
    init(of call: Call, _ route: Route, isServed: Bool) {
        guard case .objects(let path) = route, isServed else {
            self.init(verb: RequestCounts.Key.known(call.method))
            return
        }
        self.init(
            verb: RequestCounts.Key.verb(call, path), group: path.group, version: path.version,
            resource: path.plural, subresource: path.subresource ?? "",
            scope: path.name.isEmpty ? (path.namespace.isEmpty ? "cluster" : "namespace") : "resource",
            dryRun: call.query["dryRun"] == "All" ? "All" : "")
    }

    private static func verb(_ call: Call, _ path: ObjectPath) -> String {
        switch (call.method, path.name.isEmpty) {
        case ("GET", _) where path.isWatch || (path.name.isEmpty && call.query.flag("watch")): "WATCH"
        case ("GET", true), ("HEAD", true): "LIST"
        case ("DELETE", true): "DELETECOLLECTION"
        case ("PATCH", _) where MediaType(call.contentType).name == "application/apply-patch+yaml": "APPLY"
        default: known(call.method)
        }
    }

    private static func known(_ method: String) -> String {
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method) ? method : "other"
    }
}

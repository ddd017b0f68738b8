import ClusterAPI
import Kinds
import Model

extension ClusterState {
    func get(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        let object = try existing(request, kind)
        if request.subresource == "scale" { return Response(.object(try scale(of: object, kind))) }
        if request.subresource == "log" {
            return Response(.text(try podLog(of: object, request.options.log, at: now)))
        }
        return Response(.object(served(object, as: kind.type)))
    }

    /// The object that a request names, or 404.
    func existing(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Value {
        let key = kind.key(namespace: request.namespace, name: request.name)
        guard let object = store.object(key) else { throw .notFound(kind.type, name: request.name) }
        return object
    }

    /// An object in the version that a request speaks.
    func served(_ object: Value, as type: ResourceType) -> Value {
        if object.apiVersion == type.apiVersion {
            return type.kind == "Lease" ? NodeHeartbeat.shown(object, at: now) : object
        }
        if let custom = store.custom.named(apiVersion: type.apiVersion, kind: type.kind) {
            return custom.reading(object)
        }
        var object = object
        object["apiVersion"] = Value(type.apiVersion)
        return object
    }

    func list(_ request: Request, _ kind: KindRules) throws(ClusterError) -> Response {
        let selection = try Selection(request.options.labelSelector, request.options.fieldSelector, of: kind)
        let page = try ListPage(request.options, current: store.resourceVersion)
        var items: [Value] = []
        var token = ""
        var last = ""
        var remaining = 0
        let table = store.tables[GroupKind(kind.type)] ?? SortedMap()
        let prefix = kind.type.isNamespaced && !request.namespace.isEmpty ? "\(request.namespace)/" : ""
        table.visit(prefix: prefix, after: page.after) { key, object in
            guard selection.matches(object) else { return true }
            if page.limit > 0, items.count == page.limit {
                if token.isEmpty { token = page.token(after: last, version: store.resourceVersion) }
                remaining += 1
                return selection.isEverything
            }
            items.append(served(object, as: kind.type))
            last = key
            return true
        }
        return Response(
            .list(
                ObjectList(
                    items: items, resourceVersion: String(store.resourceVersion), continueToken: token,
                    remainingItemCount: token.isEmpty || !selection.isEverything ? nil : remaining)))
    }
}

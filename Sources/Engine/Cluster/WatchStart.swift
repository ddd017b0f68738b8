public import ClusterAPI
import Kinds
import Model

/// Where a watch begins: what to send first, and how to tell what comes.
public struct WatchStart: Sendable {
    /// Sent before anything that is written later.
    public var initial: [WatchEvent]
    /// Writes up to this version are in `initial`.
    public var version: UInt64
    var selection: Selection
    var namespace: String
    var type: ResourceType
    var custom: CustomKind?

    /// What a write means to this watch; nil where it is none of its business.
    public func event(for change: StoredChange) -> WatchEvent? {
        guard change.resourceVersion > version, namespace.isEmpty || change.key.namespace == namespace else {
            return nil
        }
        let hadIt = change.old.map(selection.matches) ?? false
        let hasIt = change.new.map(selection.matches) ?? false
        switch (hadIt, hasIt) {
        case (false, false): return nil
        case (false, true): return change.new.map { .added(shown($0)) }
        case (true, true): return change.new.map { .modified(shown($0)) }
        case (true, false):
            guard var last = change.final ?? change.old else { return nil }
            last.set(Value(String(change.resourceVersion)), at: "metadata", "resourceVersion")
            return .deleted(shown(last))
        }
    }

    func shown(_ object: Value) -> Value {
        if object.apiVersion == type.apiVersion { return object }
        if let custom { return custom.reading(object) }
        var object = object
        object["apiVersion"] = Value(type.apiVersion)
        return object
    }
}

extension ClusterState {
    /// Begins a watch.
    public func startWatch(_ request: WatchRequest) throws(ClusterError) -> WatchStart {
        let kind = try servedKind(apiVersion: request.type.apiVersion, kind: request.type.kind)
        var start = WatchStart(
            initial: [], version: store.resourceVersion,
            selection: try Selection(request.labelSelector, request.fieldSelector, of: kind),
            namespace: request.namespace,
            type: kind.type, custom: kind.custom)
        let asked = request.resourceVersion.isEmpty ? 0 : try ListPage.resourceVersion(request.resourceVersion)
        if asked > store.resourceVersion { throw ListPage.tooLarge(asked, store.resourceVersion) }
        if asked == 0 || request.sendInitialEvents {
            let objects = store.objects(
                of: GroupKind(kind.type), in: request.namespace.isEmpty ? nil : request.namespace)
            start.initial = objects.filter(start.selection.matches).map { .added(start.shown($0)) }
            start.initial.append(
                .bookmark(resourceVersion: String(store.resourceVersion), initialEventsEnd: true))
            return start
        }
        let history = store.history(of: GroupKind(kind.type))
        guard let missed = history.changes(after: asked) else {
            throw .expired("too old resource version: \(asked) (\(history.forgotten))")
        }
        var before = start
        before.version = asked
        start.initial = missed.compactMap(before.event)
        return start
    }
}

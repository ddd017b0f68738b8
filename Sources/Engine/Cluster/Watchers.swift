import ClusterAPI
import Model

/// The open watches of a cluster, by kind, each with a bounded buffer.
struct Watchers {
    private struct Watcher {
        var start: WatchStart
        var continuation: WatchStream.Continuation
        var allowsBookmarks: Bool
    }

    private var byKind: [GroupKind: [UInt64: Watcher]] = [:]
    private var count: UInt64 = 0

    var isEmpty: Bool { byKind.isEmpty }

    /// Opens a stream and returns it with its number. A reader that is more than `buffer` events behind is told that
    /// its history has expired.
    mutating func open(
        _ start: WatchStart, bookmarks: Bool, buffer: Int, whenClosed: @escaping @Sendable (GroupKind, UInt64) -> Void
    ) -> WatchStream {
        let kind = GroupKind(start.type)
        let number = count
        count &+= 1
        let (stream, continuation) = WatchStream.makeStream(
            bufferingPolicy: .bufferingOldest(start.initial.count + max(1, buffer)))
        for event in start.initial { continuation.yield(event) }
        var kept = start
        kept.initial = []
        byKind[kind, default: [:]][number] = Watcher(
            start: kept, continuation: continuation, allowsBookmarks: bookmarks)
        continuation.onTermination = { _ in whenClosed(kind, number) }
        return stream
    }

    mutating func close(_ kind: GroupKind, _ number: UInt64) {
        byKind[kind]?[number] = nil
        if byKind[kind]?.isEmpty == true { byKind[kind] = nil }
    }

    /// Tells every watch what was written.
    mutating func publish(_ changes: [StoredChange]) {
        guard !byKind.isEmpty else { return }
        for change in changes {
            if change.key.isDefinition { endWatches(definedBy: change) }
            let kind = GroupKind(change.key)
            guard let watchers = byKind[kind] else { continue }
            for (number, watcher) in watchers {
                guard let event = watcher.start.event(for: change) else { continue }
                if case .dropped = watcher.continuation.yield(event) {
                    close(kind, number)
                    watcher.continuation.finish(
                        throwing: ClusterError.expired("The reader of this watch fell behind; list again."))
                }
            }
        }
    }

    /// The objects of a definition that changed, or went, are to be read anew: with another schema, or not at all.
    private mutating func endWatches(definedBy change: StoredChange) {
        guard let old = change.old, change.new?["spec"] != old["spec"], let group = old.at("spec", "group")?.string,
            let kind = old.at("spec", "names", "kind")?.string,
            let ended = byKind.removeValue(forKey: GroupKind(group: group, kind: kind))
        else { return }
        for watcher in ended.values { watcher.continuation.finish() }
    }

    /// Tells the watches that want to know how far they are.
    func sendBookmarks(_ version: UInt64) {
        for watchers in byKind.values {
            for watcher in watchers.values where watcher.allowsBookmarks && watcher.start.version < version {
                watcher.continuation.yield(.bookmark(resourceVersion: String(version), initialEventsEnd: false))
            }
        }
    }

    mutating func closeAll() {
        let all = byKind.values.flatMap(\.values)
        byKind.removeAll()
        for watcher in all { watcher.continuation.finish() }
    }
}

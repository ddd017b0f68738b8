import Model

/// What is new in a cache.
struct News: Sendable {
    struct Entry: Sendable {
        var key: ObjectKey
        /// nil where it is not there.
        var live: Value?
        /// What it owns, directly or through others.
        var dependents: [Value]
    }

    /// Where the cache stands: what to ask with the next time.
    var place: Int
    var entries: [Entry]
}

extension LiveCache {
    /// Where the cache stands.
    var place: Int { log.end }

    /// The objects that changed since `place`, or whose own did; nil where that is too long ago to know. And where the
    /// cache stands now.
    func changes(since place: Int) -> (keys: Set<ObjectKey>?, place: Int) { (log.keys(since: place), log.end) }

    /// How the objects stand that changed, or something they own did, since `place`, and those of `others`. With no
    /// `place`, or one that is too long ago, every object of `all`.
    func news(
        since place: Int?, and others: Set<ObjectKey>, of all: @Sendable () -> Set<ObjectKey>,
        where isWanted: @Sendable (ObjectKey) -> Bool
    ) -> News {
        let keys: Set<ObjectKey>
        if let place, let changed = log.keys(since: place) {
            keys = others.union(changed.lazy.filter(isWanted))
        } else {
            keys = all()
        }
        return News(
            place: log.end,
            entries: keys.map { key in
                let live = object(key)
                return News.Entry(key: key, live: live, dependents: live.map { dependents(of: $0.uid) } ?? [])
            })
    }
}

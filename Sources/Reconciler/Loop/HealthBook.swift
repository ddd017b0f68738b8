import Kinds
import Model

/// The health of every object of an application, kept so that asking costs what changed and not what there is.
struct HealthBook {
    private var verdicts: [ObjectKey: Health] = [:]
    /// Those that are not healthy.
    private var troubled: [ObjectKey: Health] = [:]
    /// Those whose verdict may change with time alone.
    private var reviews: [ObjectKey: Instant] = [:]
    private var unknown: Set<ObjectKey> = []
    private(set) var settled = 0
    /// How far the cache's changes are taken in; nil before the first time.
    private(set) var place: Int?

    /// From now on it is about these objects.
    mutating func replace(with keys: Set<ObjectKey>) {
        for key in verdicts.keys.filter({ !keys.contains($0) }) { forget(key) }
        unknown = keys.filter { verdicts[$0] == nil }
    }

    /// Whose verdict has to be found whether or not they changed.
    func due(at now: Instant) -> Set<ObjectKey> {
        unknown.union(reviews.lazy.filter { $0.value <= now }.map(\.key))
    }

    /// Takes in what the cache told. `isManaged` leaves out what came to be managed no more meanwhile.
    mutating func take(_ news: News, at now: Instant, where isManaged: (ObjectKey) -> Bool) {
        for entry in news.entries where isManaged(entry.key) {
            forget(entry.key)
            let verdict = health(of: entry.live ?? .null, among: entry.dependents, at: now)
            verdicts[entry.key] = verdict
            if verdict.state != .healthy { troubled[entry.key] = verdict }
            if let time = verdict.reviewAt { reviews[entry.key] = time }
            if verdict.isSettled { settled += 1 }
            unknown.remove(entry.key)
        }
        place = news.place
    }

    private mutating func forget(_ key: ObjectKey) {
        guard let former = verdicts.removeValue(forKey: key) else { return }
        if former.isSettled { settled -= 1 }
        troubled[key] = nil
        reviews[key] = nil
    }

    /// The worst of them, and of several the first by its key.
    var worst: (key: ObjectKey, health: Health)? {
        troubled.min { ($1.value.rank, $0.key) < ($0.value.rank, $1.key) }.map { ($0.key, $0.value) }
    }
}

extension Health {
    /// The worse, the higher.
    fileprivate var rank: Int {
        switch state {
        case .healthy: 0
        case .suspended: 1
        case .unknown: 2
        case .progressing: 3
        case .missing: 4
        case .degraded: 5
        }
    }
}

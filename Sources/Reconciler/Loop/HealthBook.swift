import Kinds
import Model

/// The health of every object of an application, kept so that asking costs what changed and not what there is.
struct HealthBook {
    private var verdicts: [ObjectKey: Health] = [:]
    /// Those that are not healthy.
    private var troubled: [ObjectKey: Health] = [:]
    /// Those whose verdict may change with time alone.
    private var reviews: [ObjectKey: Instant] = [:]
    private(set) var settled = 0

    /// Whose verdict is to be found again whether or not they changed.
    func due(at now: Instant) -> [ObjectKey] { reviews.filter { $0.value <= now }.map(\.key) }

    mutating func set(_ verdict: Health, of key: ObjectKey) {
        forget(key)
        verdicts[key] = verdict
        if verdict.state != .healthy { troubled[key] = verdict }
        if let time = verdict.reviewAt { reviews[key] = time }
        if verdict.isSettled { settled += 1 }
    }

    /// It is not the application's any more.
    mutating func forget(_ key: ObjectKey) {
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

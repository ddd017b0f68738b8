import Diff
public import Model

/// Fields that another writer sets back each time they are healed.
///
/// More than five healings of one field in ten minutes are a fight: from then on it is healed a minute later, then two,
/// doubling up to an hour. Ten minutes without a healing that was due end it.
public struct Fights: Sendable {
    public struct Field: Hashable, Sendable {
        public var object: ObjectKey
        /// Empty where the object is deleted each time.
        public var path: FieldPath
    }

    /// One fight, for people.
    public struct Report: Hashable, Sendable {
        public var field: Field
        /// Who sets it back; empty where that is not known.
        public var manager: String
        public var times: Int
        /// Healed again then, at the earliest.
        public var restsUntil: Instant

        /// In words.
        public var text: String {
            let what = field.path.isEmpty ? "is deleted again" : "\(field.path) is set back"
            let who = manager.isEmpty ? "somebody" : manager
            return
                "\(field.object.spoken): \(what) by \(who) each time that it is healed, \(times) times by now; it is left "
                + "alone until \(restsUntil.description). Stop the other writer, or let plumb ignore the field"
        }
    }

    private struct History {
        /// Of the last ten minutes.
        var healings: [Instant] = []
        var times = 0
        var manager = ""
        var rest: (length: Duration, until: Instant)?
    }

    static let window = Duration.seconds(600)
    static let patience = 5
    static let firstRest = Duration.seconds(60)
    static let longestRest = Duration.seconds(3600)

    private var histories: [Field: History] = [:]

    public init() {}

    public var isEmpty: Bool { histories.isEmpty }

    /// These were healed. Returns the fights that this begins.
    mutating func healed(_ fields: [ObjectKey: [FieldChange]], at now: Instant) -> [Report] {
        forget(at: now)
        var begun: [Report] = []
        for (key, changes) in fields.sorted(by: { $0.key < $1.key }) {
            for change in changes {
                let field = Field(object: key, path: change.path)
                var history = histories[field] ?? History()
                history.healings = history.healings.filter { now - $0 <= Self.window } + [now]
                history.times += 1
                if let manager = change.manager, !manager.isEmpty { history.manager = manager }
                if let rest = history.rest {
                    let length = min(rest.length * 2, Self.longestRest)
                    history.rest = (length, now + length)
                } else if history.healings.count > Self.patience {
                    history.rest = (Self.firstRest, now + Self.firstRest)
                }
                let isNew = history.rest != nil && histories[field]?.rest == nil
                histories[field] = history
                if isNew, let report = report(field) { begun.append(report) }
            }
        }
        return begun
    }

    /// Not to be healed yet.
    func isResting(_ key: ObjectKey, _ path: FieldPath, at now: Instant) -> Bool {
        guard let rest = histories[Field(object: key, path: path)]?.rest else { return false }
        return now < rest.until
    }

    /// By object.
    func resting(at now: Instant) -> [ObjectKey: [FieldPath]] {
        if histories.isEmpty { return [:] }
        return Dictionary(
            histories.compactMap { field, history in
                history.rest.map { now < $0.until } == true ? (field.object, [field.path]) : nil
            }, uniquingKeysWith: +)
    }

    /// All that are known, by object and field.
    public func reports() -> [Report] {
        histories.keys.compactMap { report($0) }.sorted {
            ($0.field.object, $0.field.path.description) < ($1.field.object, $1.field.path.description)
        }
    }

    private func report(_ field: Field) -> Report? {
        guard let history = histories[field], let rest = history.rest else { return nil }
        return Report(field: field, manager: history.manager, times: history.times, restsUntil: rest.until)
    }

    /// What has not been healed for long, though it could have been, is over.
    mutating func forget(at now: Instant) {
        histories = histories.filter { _, history in
            guard let last = history.healings.last else { return false }
            return now <= max(last, history.rest?.until ?? last) + Self.window
        }
    }
}

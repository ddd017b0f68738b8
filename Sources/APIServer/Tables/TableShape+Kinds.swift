import Kinds
import Model

extension TableShape {
    /// A built-in kind's own columns.
    init(_ info: KindInfo) {
        self = .nameAndAge
    }

    /// What a kind without columns of its own shows.
    static let nameAndAge = TableShape(
        columns: [Column(name: "Name", type: "string", format: "name"), Column(name: "Age", type: "date")],
        cells: { object, now in [Value(object.name), Value(age(of: object, at: now))] })
}

/// Since the creation, as kubectl shows it.
func age(of object: Value, at now: Instant) -> String { age(since: object.metadata["creationTimestamp"]?.string, at: now) }

/// `<unknown>` where there is no time.
func age(since text: String?, at now: Instant) -> String {
    guard let text, let time = Instant(text) else { return "<unknown>" }
    return humanDuration(now - time)
}

public import Model

/// One thing that plumb did, or refused to do, as the audit keeps it.
///
/// The JSON shape is part of plumb's interface: scripts read it, and its hash is computed over it.
public struct AuditEntry: Sendable, Hashable {
    /// From 1, without gaps.
    public var sequence: Int
    public var time: Instant
    public var application: String
    /// `sync`, `heal`, `rollback`, `refusal`, `suspend`, `resume`, `retry`, `sync-requested` …
    public var event: String
    /// Who asked for it: a person's name, a webhook's provider, or `plumb`.
    public var actor: String
    public var trigger: String
    /// Full commit ids; empty where there is none.
    public var from: String
    public var to: String
    /// The commit's author.
    public var author: String
    public var outcome: String
    public var reason: String
    /// Before and after for each field, Secret values redacted.
    public var changes: [Value]
    /// The hash of the entry before; 64 zeros for the first.
    public var previous: String
    /// SHA-256, in hex, of the canonical JSON of the entry without this field.
    public var hash: String

    public init(
        time: Instant, application: String, event: String, actor: String, trigger: String, from: String = "",
        to: String = "", author: String = "", outcome: String, reason: String = "", changes: [Value] = []
    ) {
        self.sequence = 0
        self.time = time
        self.application = application
        self.event = event
        self.actor = actor
        self.trigger = trigger
        self.from = from
        self.to = to
        self.author = author
        self.outcome = outcome
        self.reason = reason
        self.changes = changes
        self.previous = ""
        self.hash = ""
    }

    /// The entry as canonical JSON.
    ///
    /// - Parameters:
    ///   - changes: The member `changes`, as canonical JSON.
    ///   - hash: nil where it is still to be computed over this.
    func text(changes: String, hash: String?) -> String {
        // Members are in the order of their names, and `changes`, which is long, is fourth.
        let first: Value = [
            "actor": Value(actor), "application": Value(application), "author": Value(author),
        ]
        var rest: Value = [
            "event": Value(event), "from": Value(from), "outcome": Value(outcome), "previous": Value(previous),
            "reason": Value(reason), "sequence": Value(sequence), "time": Value(time.preciseDescription),
            "to": Value(to), "trigger": Value(trigger),
        ]
        rest["hash"] = hash.map { Value($0) }
        var text = String(first.canonicalJSON.dropLast())
        text += ",\"changes\":"
        text += changes
        text += ","
        text += rest.canonicalJSON.dropFirst()
        return text
    }
}

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

    /// The entry as JSON, without its hash.
    var unhashed: Value {
        [
            "sequence": Value(sequence), "time": Value(time.preciseDescription), "application": Value(application),
            "event": Value(event), "actor": Value(actor), "trigger": Value(trigger), "from": Value(from),
            "to": Value(to), "author": Value(author), "outcome": Value(outcome), "reason": Value(reason),
            "changes": Value(changes), "previous": Value(previous),
        ]
    }

    public var json: Value {
        var value = unhashed
        value["hash"] = Value(hash)
        return value
    }
}

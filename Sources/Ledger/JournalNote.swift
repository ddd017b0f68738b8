/// A row of the journal.
struct JournalNote: Sendable {
    var kind: String
    /// -1 where it is of the whole transaction.
    var step = -1
    var body: String
}

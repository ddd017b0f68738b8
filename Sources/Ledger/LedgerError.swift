/// The ledger could not be read or written.
public struct LedgerError: Error, Sendable, CustomStringConvertible {
    /// What happened, where, and what to do.
    public var message: String
    public init(_ message: String) { self.message = message }
    public var description: String { message }
}

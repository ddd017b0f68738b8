import Ledger
import Model

extension Console {
    /// `?application=NAME&limit=N`, newest first.
    func transactions(_ call: Call) async throws -> Answer {
        let headlines = try await ledger.headlines(application: call.query["application"], limit: try limit(call, 100))
        let pieces = TransactionPieces(headlines, ledger: ledger)
        return Answer(contentType: "application/json", body: .stream(AsyncStream { await pieces.next() }))
    }

    func transaction(_ id: String) async throws -> HistoryEntry {
        guard let entry = try await ledger.transaction(id) else {
            throw Complaint.notFound("There is no transaction of that id. /v1/transactions lists those there are.")
        }
        return entry
    }

    /// `?application=NAME&limit=N`: the last entries, oldest first.
    func audit(_ call: Call) async throws -> Answer {
        let entries = try await ledger.auditEntries(
            application: call.query["application"], limit: try limit(call, 1000))
        return .json(["entries": Value(entries)])
    }

    private func limit(_ call: Call, _ usual: Int) throws(Complaint) -> Int {
        guard let text = call.query["limit"] else { return usual }
        guard let limit = Int(text), (1...10_000).contains(limit) else {
            throw .badRequest("`limit` has to be a number from 1 to 10000.")
        }
        return limit
    }
}

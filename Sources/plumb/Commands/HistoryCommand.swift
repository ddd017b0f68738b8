import ArgumentParser
import Ledger
import Model

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "What was done, newest first.",
        discussion: "Reads the data folder's ledger where no daemon runs.")

    @Argument(help: "One application; all of them where none is named.")
    var application: String?
    @Option(name: [.short, .long], help: "How many transactions at the most.")
    var limit = 100
    @OptionGroup var daemon: DaemonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be 1 or more.") }
    }

    func run() async throws {
        try await reportingFailures {
            let found = try await transactions()
            output.report(["transactions": found], text: { historyText(found) })
        }
    }

    private func transactions() async throws -> Value {
        if daemon.address != nil {
            let filter = application.map { "&application=\(escaped($0))" } ?? ""
            return try await daemon.client().get("/v1/transactions?limit=\(limit)\(filter)")["transactions"] ?? []
        }
        let ledger = try openLedger(daemon.data.folder)
        return Value(try await ledger.history(application: application, limit: limit).map { $0.json() })
    }
}

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One transaction: every step, with each field before and after.")

    @Argument(help: "The transaction's id, as `plumb history` lists it.")
    var transaction: String
    @OptionGroup var daemon: DaemonOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reportingFailures {
            let entry = try await entry()
            output.report(entry, text: { transactionText(entry) })
        }
    }

    private func entry() async throws -> Value {
        if daemon.address != nil { return try await daemon.client().get("/v1/transactions/\(escaped(transaction))") }
        guard let entry = try await openLedger(daemon.data.folder).transaction(transaction) else {
            throw CommandFailure("there is no transaction \"\(transaction)\". `plumb history` lists them.")
        }
        return entry.json(isWhole: true)
    }
}

/// The ledger of a data folder, to read.
func openLedger(_ folder: DataFolder) throws -> LedgerDatabase {
    guard folder.hasLedger else {
        throw CommandFailure("the data folder \(folder.path) holds no ledger. Name the right one with --data.")
    }
    return try LedgerDatabase(path: folder.ledger)
}

import ArgumentParser
import Ledger
import Model

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Every change that plumb made, and whether the record of it still holds.",
        subcommands: [List.self, Verify.self, Export.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "The entries, oldest first.")
        @Argument(help: "One application; all of them where none is named.")
        var application: String?
        @Option(name: [.short, .long], help: "How many entries at the most: the newest ones.")
        var limit = 100
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await reportingFailures {
                let ledger = try openLedger(data.folder)
                let entries = Value(try await ledger.auditEntries(application: application, limit: max(limit, 1)))
                output.report(["entries": entries], text: { auditText(entries) })
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Recompute the chain; exits with 1 and names the first bad entry.")
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await reportingFailures {
                switch try await openLedger(data.folder).verifyAudit() {
                case .intact(let entries, let head):
                    output.report(
                        ["intact": true, "entries": Value(entries), "head": Value(head)],
                        text: {
                            "\(entries) \(entries == 1 ? "entry" : "entries"), each as it was written. Head: \(head)\n"
                        })
                case .broken(let sequence, let why):
                    output.report(
                        ["intact": false, "sequence": Value(sequence), "reason": Value(why)],
                        text: { "entry \(sequence): \(why)\n" })
                    throw CommandFailure("the audit was changed: entry \(sequence): \(why).")
                }
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "All entries as JSON lines, as their hashes were computed over.")
        @Argument(help: "One application; all of them where none is named.")
        var application: String?
        @OptionGroup var data: DataOptions

        func run() async throws {
            try await reportingFailures {
                for entry in try await openLedger(data.folder).auditEntries(application: application) {
                    Terminal.writeLine(entry.canonicalJSON)
                }
            }
        }
    }
}

private func auditText(_ entries: Value) -> String {
    if entries.elements.isEmpty { return "No entries.\n" }
    var table = TextTable("#", "TIME", "APPLICATION", "EVENT", "OUTCOME", "FROM", "TO", "TRIGGER", "ACTOR", "REASON")
    for entry in entries.elements {
        let outcome = entry["outcome"]?.string ?? ""
        table.add(
            String(entry["sequence"]?.int ?? 0), entry["time"]?.string ?? "", entry["application"]?.string ?? "",
            entry["event"]?.string ?? "", tone(ofState: outcome).paint(outcome), short(entry["from"]),
            short(entry["to"]),
            entry["trigger"]?.string ?? "", entry["actor"]?.string ?? "", entry["reason"]?.string ?? "")
    }
    return table.text
}

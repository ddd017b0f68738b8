import ArgumentParser
import Ledger
import Model

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Where applications stand.",
        discussion: "Exits with 1 where one is not synced and healthy.")

    @Argument(help: "One application; all of them where none is named.")
    var application: String?
    @OptionGroup var daemon: DaemonOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reportingFailures {
            let all = try await statuses()
            let shown = all.filter { application == nil || $0["name"]?.string == application }
            if let application, shown.isEmpty {
                throw CommandFailure("there is no application \"\(application)\". `plumb status` lists all.")
            }
            output.report(["applications": Value(shown)], text: { statusText(Value(shown)) })
            let isGood = shown.allSatisfy { $0["state"]?.string == "Synced" && $0["health"]?.string == "Healthy" }
            if !isGood { throw CommandFailure("") }
        }
    }

    private func statuses() async throws -> [Value] {
        try await daemon.client().get("/v1/applications")["applications"]?.elements ?? []
    }
}

import ArgumentParser
import Ledger
import Logging
import Model
import Reconciler

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Apply a revision as one transaction, for CI.",
        discussion: "Exits with 0 where it is committed, with 1 where it was refused or rolled back.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try source.settings() }

    func run() async throws {
        try await reportingFailures {
            var configuration = Configuration()
            configuration.applications = [try source.settings()]
            cluster.choose(in: &configuration)
            let settings = configuration.applications
            let assembly = try await Assembly(
                folder: data.folder, configuration: configuration, logger: makeLogger(level: .error))
            let progress = Progress(assembly.daemon.facts)
            let following = Task { await progress.follow() }
            let statuses = try await assembly.daemon.runOnce(settings, Wake(.cli, actor: currentUser()))
            // What is still on its way to the terminal comes before the result.
            try? await Task.sleep(for: .milliseconds(50))
            following.cancel()
            await following.value
            let last = try await assembly.ledger.history(application: settings[0].name, limit: 1).first
            await assembly.stop()
            guard let status = statuses.first else { throw CommandFailure("nothing was done.") }
            let report = last?.json(isWhole: true) ?? status.json
            output.report(report, text: { last == nil ? statusText([status.json]) : transactionText(report) })
            if !status.isSyncedAndHealthy {
                throw CommandFailure(status.state == .error || status.state == .unreachable ? status.reason : "")
            }
        }
    }
}

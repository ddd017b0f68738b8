import ArgumentParser
import Model

/// What the commands that ask the daemon for something share.
struct SteerOptions: ParsableArguments {
    @Argument(help: "The application.")
    var application: String
    @Flag(help: "Wait until it is done, and show what happens.")
    var wait = false
    @OptionGroup var daemon: DaemonOptions
    @OptionGroup var output: OutputOptions

    /// Asks, and follows where that is wanted.
    func ask(_ action: String, _ body: Value = [:]) async throws {
        try await reportingFailures {
            let client = try daemon.client()
            var body = body
            body["actor"] = Value(currentUser())
            var status = try await client.post("/v1/applications/\(escaped(application))/\(action)", body)
            if wait {
                status = try await follow(application, with: client)
                output.report(["applications": [status]], text: { statusText([status]) })
                if try await !endedWell(action, status, client) { throw CommandFailure("") }
            } else {
                output.report(["applications": [status]], text: { "\(application): \(action) asked for.\n" })
            }
        }
    }
}

extension SteerOptions {
    /// What was asked for is so: each action leaves an application in another state.
    private func endedWell(_ action: String, _ status: Value, _ client: ConsoleClient) async throws -> Bool {
        switch action {
        case "suspend": return status["state"]?.string == "Suspended"
        case "rollback":
            let history = try await client.get("/v1/transactions?limit=1&application=\(escaped(application))")
            let last = history["transactions"]?.elements.first
            return last?["kind"]?.string == "rollback" && last?["outcome"]?.string == "Committed"
        default: return status["state"]?.string == "Synced" && status["health"]?.string == "Healthy"
        }
    }
}

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Look at the repository now, and apply what it says.")
    @OptionGroup var options: SteerOptions
    @Option(
        name: .customLong("allow-prune"),
        help: ArgumentHelp("Let this many objects be pruned, whatever maxPrune says.", valueName: "n"))
    var allowPrune: Int?

    func validate() throws {
        if let allowPrune, allowPrune < 1 { throw ValidationError("--allow-prune takes a number of objects.") }
    }

    func run() async throws {
        var body: Value = [:]
        if let allowPrune { body["allowPrune"] = Value(allowPrune) }
        try await options.ask("sync", body)
    }
}

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try a rejected revision once more.")
    @OptionGroup var options: SteerOptions
    func run() async throws { try await options.ask("retry") }
}

struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Go back to an earlier revision, and stay there until the branch moves.")
    @OptionGroup var options: SteerOptions
    @Option(help: "The commit to go back to; the one before the present where none is named.")
    var to: String?

    func run() async throws {
        var body: Value = [:]
        if let to { body["to"] = Value(to) }
        try await options.ask("rollback", body)
    }
}

struct SuspendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Leave an application alone until it is resumed.")
    @OptionGroup var options: SteerOptions
    func run() async throws { try await options.ask("suspend") }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Look after a suspended application again.")
    @OptionGroup var options: SteerOptions
    func run() async throws { try await options.ask("resume") }
}

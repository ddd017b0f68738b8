import ArgumentParser
import Git

#if canImport(Glibc)
    import Glibc
#endif

@main
enum Main {
    static func main() async {
        // Remote Git work runs in a child process of this same binary, so that it can be killed.
        if CommandLine.arguments.count > 1, CommandLine.arguments[1] == gitChildCommand { exit(runGitChild()) }
        // A client that goes away is an error of that one write, never the end of the daemon.
        signal(SIGPIPE, SIG_IGN)
        await Plumb.main()
    }
}

struct Plumb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plumb",
        abstract: "Keeps a Kubernetes cluster true to a Git repository: every commit whole, or not at all.",
        discussion: """
            plumb watches a repository, works out field by field what a commit changes, applies it in dependency order, \
            waits until it is healthy, and puts everything back if it is not. Without a cluster of your own it runs one \
            in the process. Begin with: plumb demo
            """,
        version: "plumb \(plumbVersion)",
        groupedSubcommands: [
            CommandGroup(name: "Run:", subcommands: [DemoCommand.self, RunCommand.self, ApplyCommand.self]),
            CommandGroup(
                name: "Before the merge:",
                subcommands: [RenderCommand.self, ValidateCommand.self, DiffCommand.self, SimulateCommand.self]),
            CommandGroup(
                name: "See:",
                subcommands: [
                    StatusCommand.self, HistoryCommand.self, ShowCommand.self, GetCommand.self, AuditCommand.self,
                ]),
            CommandGroup(
                name: "Steer:",
                subcommands: [
                    SyncCommand.self, RetryCommand.self, RollbackCommand.self, SuspendCommand.self,
                    ResumeCommand.self,
                ]),
            CommandGroup(name: "The embedded cluster:", subcommands: [ClusterCommand.self]),
        ])
}

let plumbVersion = "0.1.0"

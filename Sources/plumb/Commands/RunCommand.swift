import ArgumentParser
import Model
import Reconciler

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the daemon.",
        discussion: """
            Applications come from a configuration file, or one from flags:
              plumb run --config plumb.yaml
              plumb run --repo /srv/git/shop.git --path shop
            """)

    @Option(help: "A configuration file.")
    var config: String?
    @OptionGroup var source: SourceOptions
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var data: DataOptions
    @Option(help: "Where console, webhooks and control API listen: HOST:PORT.")
    var listen: String?
    @Option(help: "Where the embedded cluster's Kubernetes API listens: HOST:PORT; port 0 picks one.")
    var apiListen: String?
    @Flag(help: "Reconcile once, then exit: 0 where everything is synced and healthy, else 1.")
    var once = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard config != nil else {
            _ = try source.settings()
            return
        }
        if let flag = cluster.given.first {
            throw ValidationError(
                "Give --config or \(flag), not both: with --config, the clusters come from the file.")
        }
        if let flag = source.given.first {
            throw ValidationError(
                "Give --config or \(flag), not both: with --config, applications and their settings come from the file."
            )
        }
    }

    func run() async throws {
        try await reportingFailures {
            let configuration = try configured()
            let folder = DataFolder(data.data ?? configuration.data)
            let assembly = try await Assembly(folder: folder, configuration: configuration, logger: makeLogger())
            if once {
                try await runOnce(assembly, configuration)
            } else {
                try await serve(assembly, configuration)
            }
        }
    }

    /// What the file or the flags say; flags win.
    private func configured() throws -> Configuration {
        var configuration: Configuration
        if let config {
            configuration = try loadConfiguration(config)
        } else {
            configuration = withEnvironment(Configuration())
            configuration.applications = [try source.settings()]
            cluster.choose(in: &configuration)
        }
        if let listen { configuration.listen = listen }
        if let apiListen { configuration.apiListen = apiListen }
        return configuration
    }

    private func serve(_ assembly: Assembly, _ configuration: Configuration) async throws {
        let server = DaemonServer(assembly: assembly, configuration: configuration, configurationFile: config) {
            try configured()
        }
        try await server.run()
    }

    private func runOnce(_ assembly: Assembly, _ configuration: Configuration) async throws {
        let statuses = try await assembly.daemon.runOnce(configuration.applications, Wake(.cli, actor: currentUser()))
        await assembly.stop()
        let report = Value(statuses.map(\.json))
        output.report(["applications": report], text: { statusText(report) })
        if !statuses.allSatisfy(\.isSyncedAndHealthy) { throw CommandFailure("") }
    }
}

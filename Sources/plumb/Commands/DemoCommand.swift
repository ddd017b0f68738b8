import ArgumentParser
import Logging
import Model
import Reconciler

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The tour: a shop is deployed, changed, tampered with, broken and mended.",
        discussion: "Runs the daemon on a repository made from examples-repo, on the embedded cluster.")

    @Flag(help: "Leave everything running at the end.")
    var stay = false
    @Option(help: "The data folder; otherwise the default one, or a new one where that is in use.")
    var data: String?

    func run() async throws {
        try await reportingFailures {
            let folder = try DemoFolder(named: data)
            let repository = try DemoRepository(folder: "\(folder.data.path)/demo")
            var settings = ApplicationSettings(name: "shop", repo: repository.bare)
            settings.path = "shop"
            var handbook = ApplicationSettings(name: "handbook", repo: repository.bare)
            handbook.path = "handbook"
            handbook.dependsOn = ["shop"]
            var configuration = Configuration()
            configuration.applications = [settings, handbook]
            if !portIsFree(8080) { configuration.listen = "127.0.0.1:0" }
            let fixed = configuration
            let assembly = try await Assembly(
                folder: folder.data, configuration: fixed, logger: makeLogger(level: .error))
            let server = DaemonServer(assembly: assembly, configuration: fixed, configurationFile: nil) { fixed }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                let tour = Tour(folder: folder.data, repository: repository, daemon: assembly.daemon)
                do {
                    try await tour.tell()
                    if stay { tour.sayWhatNow() } else { server.stop() }
                } catch {
                    server.stop()
                    throw error
                }
                try await group.waitForAll()
            }
        }
    }
}

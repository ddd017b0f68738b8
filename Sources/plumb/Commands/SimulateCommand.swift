import Apply
import ArgumentParser
import Engine
import Git
import Kinds
import Model
import Reconciler
import Render

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "What a revision would do, rollout and rollback included, in virtual time.",
        discussion: """
            On a copy of the embedded cluster of a data folder, with what the application applied there, where --data or \
            PLUMB_DATA names one; else on an empty one. Minutes pass in moments, and nothing is written. Exits with 0 \
            where the revision would be committed, with 1 where it would not.
              plumb simulate --repo . --ref feature --data ~/.local/state/plumb
              plumb simulate ./manifests
            """)

    @Argument(help: "A folder or a file with manifests, in place of --repo.")
    var folder: String?
    @OptionGroup var source: SourceOptions
    @OptionGroup var data: DataOptions
    @Option(help: "An image that no registry has; may be given several times, and hold *.")
    var missingImage: [String] = []
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if folder != nil, source.revision.repo != nil { throw ValidationError("Name a folder or --repo, not both.") }
        _ = try settings()
    }

    func run() async throws {
        try await reportingFailures {
            let settings = try settings()
            let (rendering, revision) = try await rendering(settings)
            var cluster = ClusterSettings()
            cluster.simulation.missingImages = missingImage
            let ground = try await Rehearsal.Ground(
                isFolderNamed ? data.folder : nil, application: settings.name, settings: cluster)
            let rehearsal = Rehearsal(
                rendering, revision: revision, on: ground, settings: planSettings(settings), timeout: settings.timeout,
                rollback: settings.rollback)
            output.report(rehearsal.json, text: { rehearsal.text })
            if !rehearsal.wouldCommit { throw CommandFailure("") }
        }
    }

    private var isFolderNamed: Bool { data.data != nil || !Terminal.environment("PLUMB_DATA").isEmpty }

    private func settings() throws -> ApplicationSettings {
        guard source.revision.repo == nil else { return try source.settings() }
        var source = source
        source.revision.repo = folder ?? "."
        if source.name == nil, folder == nil || folder == "." || folder == ".." { source.name = "app" }
        return try source.settings()
    }

    private func rendering(_ settings: ApplicationSettings) async throws -> (Rendering, String) {
        let rules = RenderSettings(
            namespace: settings.namespace, isNamespaced: { isNamespaced(apiVersion: $0, kind: $1) })
        var cache = RenderCache()
        guard source.revision.repo != nil else {
            let read = FolderFiles(folder ?? ".")
            for (file, bytes) in read.files { cache.add(bytes, of: file, settings: rules) }
            var rendering = cache.render(read.files.map(\.file))
            rendering.problems = read.problems + rendering.problems
            return (rendering, "")
        }
        let place = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: place) }
        let mirror = Mirror(source: try settings.gitSource(), name: "simulate", folder: place)
        let revision = try await mirror.update().id
        return (try await renderRevision(revision, of: mirror, settings: rules, cache: &cache), revision)
    }

    private func planSettings(_ settings: ApplicationSettings) -> PlanSettings {
        var rules = PlanSettings(application: settings.name)
        rules.prune = settings.prune
        rules.allowEmpty = settings.allowEmpty
        switch settings.maxPrune {
        case .number(let number): rules.maxPrune = .number(number)
        case .percent(let percent): rules.maxPrune = .percent(percent)
        }
        return rules
    }
}

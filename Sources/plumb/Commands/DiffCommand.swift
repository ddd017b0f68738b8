import Apply
import ArgumentParser
import Diff
import Engine
import Git
import Kinds
import Ledger
import Model
import Reconciler
import Render
import YAML

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "What a revision would change.",
        discussion: """
            Against the live state of a running daemon's application:
              plumb diff shop [--to feature]
            Between two revisions:
              plumb diff --repo . --from main --to feature
            On plain files, any of which may be left out:
              plumb diff --base last.yaml --desired new.yaml --live live.yaml
            Exits with 0 where nothing differs, 1 where something does, 2 on an error.
            """)

    @Argument(help: "An application of the running daemon.")
    var application: String?
    @Option(help: "The repository to compare revisions of.")
    var repo: String?
    @Option(help: "The folder inside the repository.")
    var path = ""
    @Option(help: "The revision to come from.")
    var from: String?
    @Option(help: "The revision to go to.")
    var to: String?
    @Option(help: "The namespace for objects that name none.")
    var namespace = ""
    @Option(help: "What was applied last: a file.")
    var base: String?
    @Option(help: "What is wanted: a file.")
    var desired: String?
    @Option(help: "What the cluster has: a file.")
    var live: String?
    @OptionGroup var daemon: DaemonOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        do {
            let (report, text) = try await difference()
            output.report(report, text: { text })
            if !(report["changes"]?.isEmpty ?? true) { throw ExitCode(1) }
        } catch let code as ExitCode {
            throw code
        } catch {
            let message = (error as? CommandFailure)?.message ?? "\(error)"
            Terminal.note("\(Tone.bad.paint("error:", Terminal.notesHaveColour)) \(message)")
            throw ExitCode(2)
        }
    }

    private func difference() async throws -> (Value, String) {
        if base != nil || desired != nil || live != nil { return try ofFiles() }
        if let repo { return try await ofRevisions(repo) }
        guard let application else {
            throw CommandFailure(
                "Name an application, --repo with --from and --to, or files with --base, --desired and --live.")
        }
        let query = to.map { "?to=\(escaped($0))" } ?? ""
        let report = try await daemon.client().get("/v1/applications/\(escaped(application))/diff\(query)")
        return (report, reportText(report))
    }

    private func ofFiles() throws -> (Value, String) {
        let (base, desired, live) = (try file(base), try file(desired), try file(live))
        guard let some = desired ?? live ?? base else { throw CommandFailure("The files hold no object.") }
        func report(_ redactor: Redactor?) -> Value {
            fileDiff(
                base: base, desired: desired, live: live, schema: builtinSchema(of: some) ?? .unknown,
                normalize: { defaulted($0) }, redactor: redactor)
        }
        // Who asks holds the files: the merged object and the patch are for use, and come whole. What is listed to be
        // read does not show a Secret's values.
        var shown = report(redactor)
        let whole = report(nil)
        for name in ["result", "patch"] { shown[name] = whole[name] }
        return (shown, reportText(shown))
    }

    private func file(_ path: String?) throws -> Value? {
        guard let path else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path) cannot be read.")
        }
        let (documents, problems) = documents(in: [UInt8](data), file: path)
        if let problem = problems.first { throw CommandFailure("\(problem)") }
        guard documents.count <= 1 else {
            throw CommandFailure("\(path) holds \(documents.count) documents; give one object in each file.")
        }
        return documents.first?.value
    }

    private func ofRevisions(_ repo: String) async throws -> (Value, String) {
        guard let to else { throw CommandFailure("Name the revision to go to with --to.") }
        let folder = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = RenderSettings(namespace: namespace, isNamespaced: { isNamespaced(apiVersion: $0, kind: $1) })
        var cache = RenderCache()
        let mirror = Mirror(source: try GitSource(repo: repo, ref: to, path: path), name: "diff", folder: folder)
        let target = try await mirror.update()
        let new = try await renderRevision(target.id, of: mirror, settings: settings, cache: &cache)
        var old = Rendering()
        var source = ""
        if let from {
            source = try await mirror.resolve(from).id
            old = try await renderRevision(source, of: mirror, settings: settings, cache: &cache)
        }
        let problems = old.problems + new.problems
        guard problems.isEmpty else { throw CommandFailure(problems.map(\.description).joined(separator: "\n")) }
        let before = Dictionary(old.manifests.map { ($0.key, $0.object) }) { first, _ in first }
        // What a cluster would hold of the former revision: a Secret's `stringData` as its `data`, for one.
        let live = before.mapValues { defaulted($0) }
        let found = changes(from: before, to: new.manifests, over: live, settings: builtinChangeSettings)
        let plan = plan(
            found, manifests: new.manifests, live: { live[$0] }, managed: before.count,
            served: ClusterState.builtinResources, settings: PlanSettings(application: "diff"))
        let report = diffReport(
            from: source.isEmpty ? nil : source, to: target.id, changes: found, order: plan.order, redactor: redactor)
        return (report, found.map { redactor.redacted($0).text }.joined(separator: "\n") + (found.isEmpty ? "" : "\n"))
    }

    /// Digests keyed for this run alone: they tell equal from different in one report.
    private var redactor: Redactor {
        let key = DigestKey.ephemeral()
        return Redactor { key.digest($0) }
    }
}

/// The changes of a report as a person reads them.
func reportText(_ report: Value) -> String {
    var lines: [String] = []
    for change in report["changes"]?.elements ?? [] {
        let action = change["action"]?.string ?? ""
        let mark = action == "create" ? "+" : action == "delete" ? "-" : "~"
        let place = change["origin"].map { "  (\($0["file"]?.string ?? ""):\($0["line"]?.int ?? 0))" } ?? ""
        lines.append("\(mark) \(change["object"]?.string ?? "")\(place)")
        for field in change["fields"]?.elements ?? [] where !(field["path"]?.isEmpty ?? true) {
            let manager = field["manager"]?.string.map { ", set by \($0)" } ?? ""
            let (before, after) = (field["live"]?.json ?? "–", field["desired"]?.json ?? "–")
            lines.append(
                "    \(field["path"]?.string ?? ""): \(before.prefix(150)) → \(after.prefix(150))  (\(field["why"]?.string ?? "")\(manager))"
            )
        }
    }
    return lines.isEmpty ? "No difference.\n" : lines.joined(separator: "\n") + "\n"
}

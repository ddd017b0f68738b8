import Apply
import ArgumentParser
import ClusterAPI
import Diff
import Engine
import Model
import Render

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Everything that can be refused before the first write, with file and line.",
        discussion: """
            The manifests are held against a new, empty embedded cluster: fields, types, values, references, order. What \
            they refer to must be among them. Exits with 1 where something would be refused.
            """)
    @OptionGroup var manifests: ManifestOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reportingFailures {
            let read = try await manifests.read()
            let rendering = read.rendering
            var problems = rendering.problems
            if problems.isEmpty || !rendering.manifests.isEmpty {
                problems += try await refusals(of: rendering.manifests, locate: read.locator)
            }
            output.report(
                ["objects": Value(rendering.manifests.count), "problems": Value(problems.map(json))],
                text: {
                    problems.isEmpty
                        ? "\(rendering.manifests.count) objects, nothing to refuse.\n"
                        : problems.map { "\($0)\n" }.joined()
                })
            if !problems.isEmpty { throw CommandFailure("") }
        }
    }

    /// What preflight says against applying these to an empty cluster.
    private func refusals(
        of manifests: [Manifest], locate: @escaping @Sendable (ObjectKey, FieldPath) -> Origin?
    ) async throws -> [Problem] {
        if manifests.isEmpty {
            return [Problem("There is no Kubernetes object here. Name the folder that holds manifests.")]
        }
        let cluster = try await InProcessCluster()
        let hooks = manifests.filter { isHook($0.object, key: $0.key) }
        let objects = manifests.filter { !isHook($0.object, key: $0.key) }
        let found = changes(from: [:], to: objects, over: [:], settings: builtinChangeSettings)
        let plan = plan(
            found, manifests: objects, hooks: hooks, live: { _ in nil }, managed: 0,
            served: ClusterState.builtinResources,
            settings: PlanSettings(application: "validate"), locate: locate)
        let transaction = Transaction(
            id: "0", application: "validate", plan: plan, at: SystemTime().now(), locate: locate)
        let outcome = await TransactionRunner(cluster: cluster, journal: NothingIsWritten()).run(transaction)
        guard case .refused(let problems) = outcome else { return [] }
        return problems
    }

    private func json(_ problem: Problem) -> Value {
        var value: Value = ["message": Value(problem.message)]
        value["origin"] = problem.origin.map { ["file": Value($0.file), "line": Value($0.line)] }
        value["object"] = problem.object.map { Value($0.description) }
        value["field"] = problem.field.map { Value($0.description) }
        return value
    }
}

/// A journal that cannot be begun: a transaction ends with its preflight.
private struct NothingIsWritten: Journal {
    struct End: Error {}
    func begin(_ record: TransactionRecord) async throws { throw End() }
    func intend(_ intents: [Intent], in transaction: String) async throws { throw End() }
    func record(_ results: [StepResult], in transaction: String) async throws {}
    func enter(_ phase: Phase, in transaction: String, at time: Instant) async throws {}
    func finish(_ outcome: Outcome, of transaction: String, at time: Instant) async throws {}
}

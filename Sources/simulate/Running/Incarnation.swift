import Apply
import Git
import Ledger
import Logging
import Model
import Reconciler

/// plumb as one process runs it: the real loop, pipeline, transactions, live cache and ledger.
///
/// Unchecked: only the simulation's one thread touches it.
final class Incarnation: @unchecked Sendable {
    enum Stage: Equatable {
        case starting, running, ended
        case failed(String)
    }

    let life: Life
    private(set) var stage = Stage.starting
    private(set) var loop: SyncLoop?
    private(set) var ledger: LedgerDatabase?
    private let cache: LiveCache
    private let facts = Facts()
    private var tasks: [Task<Void, Never>] = []
    private let cluster: ProcessCluster
    private let repository: ProcessRepository
    private let settings: ApplicationSettings
    private let logger: Logger

    init(
        _ life: Life, cluster: FaultyCluster, repository: FaultyRepository, settings: ApplicationSettings,
        source: GitSource, saw: @escaping @Sendable (String) -> Void
    ) {
        self.life = life
        self.settings = settings
        self.cluster = ProcessCluster(cluster: cluster, life: life)
        self.repository = ProcessRepository(repository: repository, life: life, source: source, saw: saw)
        logger = Logger(label: "plumb") { _ in LifeLog(life: life) }
        cache = LiveCache(cluster: self.cluster, time: LifeTime(life: life), logger: logger)
    }

    static let ledgerPath = "/simulated/plumb.sqlite"

    func start(told: @escaping @Sendable (ReconcilerFact) -> Void) {
        let stream = facts.stream()
        tasks.append(Task { for await fact in stream { told(fact) } })
        tasks.append(Task { await self.run() })
    }

    private func run() async {
        do {
            let ledger = try LedgerDatabase(path: Incarnation.ledgerPath, isBlocking: true)
            self.ledger = ledger
            let loop = try await SyncLoop(
                settings: settings, mirror: repository, cluster: cluster, cache: cache, ledger: ledger,
                claims: Claims(), facts: facts, time: LifeTime(life: life), logger: logger)
            self.loop = loop
            stage = .running
            await loop.run()
            stage = .ended
        } catch {
            stage = .failed("\(error)")
        }
        await cache.stop()
    }

    func stop() { loop?.stop() }

    func wake() { loop?.handle(.wake(Wake(.webhook, actor: "github"))) }

    var isOver: Bool {
        switch stage {
        case .starting, .running: false
        case .ended, .failed: true
        }
    }

    /// Lets go of everything that could hold it.
    func dismiss() {
        for task in tasks { task.cancel() }
        tasks = []
    }
}

/// A process's log, kept to be searched.
struct LifeLog: LogHandler {
    let life: Life
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(life: Life) { self.life = life }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { $1 }
        let told = details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        life.log.append("\(event.level) \(event.message) \(told)")
    }
}

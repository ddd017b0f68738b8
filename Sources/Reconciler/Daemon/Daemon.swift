public import Apply
public import ClusterAPI
import Git
public import Ledger
public import Logging
import Model

/// Everything that runs: a loop for each application, on the clusters that it was given.
public actor Daemon {
    public nonisolated let ledger: LedgerDatabase
    public nonisolated let facts = Facts()
    private let data: String
    private let clusters: [String: any Cluster]
    private let time: any TimeSource
    private let logger: Logger
    private let gitSettings: GitSettings
    private let claims = Claims()
    private var caches: [String: LiveCache] = [:]
    private var running: [String: Running] = [:]
    private var order: [String] = []
    private var isStopping = false
    private var follower: Task<Void, Never>?
    private var releases: Task<Void, Never>?

    private struct Running {
        var loop: SyncLoop
        var task: Task<Void, Never>
    }

    /// - Parameters:
    ///   - data: the data folder; mirrors are kept in it.
    ///   - clusters: by their names in the configuration.
    public init(
        data: String, clusters: [String: any Cluster], ledger: LedgerDatabase, time: any TimeSource = SystemTime(),
        logger: Logger
    ) {
        self.data = data
        self.clusters = clusters
        self.ledger = ledger
        self.time = time
        self.logger = logger
        gitSettings = GitSettings()
    }

    /// A setting that cannot be carried out, in words.
    public struct SettingsError: Error, Sendable, CustomStringConvertible {
        public var description: String
    }

    /// Makes these the applications: new ones start, missing ones stop (and leave what they applied), changed ones start
    /// anew. Where one cannot be started, nothing is changed.
    public func configure(_ applications: [ApplicationSettings]) async throws {
        try check(applications)
        var loops: [String: SyncLoop] = [:]
        for settings in applications where running[settings.name]?.loop.settings != settings {
            loops[settings.name] = try await loop(for: settings)
        }
        let wanted = Set(applications.map(\.name))
        for (name, entry) in running where !wanted.contains(name) || loops[name] != nil {
            entry.loop.stop()
            await entry.task.value
            running[name] = nil
            if !wanted.contains(name) { await claims.releaseAll(of: name, in: entry.loop.clusterName) }
            if loops[name] != nil, let settings = applications.first(where: { $0.name == name }) {
                // The loop that was just stopped may have written: read the ledger again.
                loops[name] = try await loop(for: settings)
            }
        }
        order = applications.map(\.name)
        guard !isStopping else { return }
        for (name, loop) in loops { running[name] = Running(loop: loop, task: Task { await loop.run() }) }
        if follower == nil {
            follower = Task { await followStates() }
            releases = Task { await followReleases() }
        }
        await passOnDependencies()
    }

    private func check(_ applications: [ApplicationSettings]) throws {
        let names = Set(applications.map(\.name))
        for settings in applications {
            guard clusters[settings.cluster] != nil else {
                throw SettingsError(
                    description:
                        "the application \"\(settings.name)\" names the cluster \"\(settings.cluster)\", which is "
                        + "not configured; there is: \(clusters.keys.sorted().joined(separator: ", "))")
            }
            for dependency in settings.dependsOn where !names.contains(dependency) {
                throw SettingsError(
                    description:
                        "the application \"\(settings.name)\" depends on \"\(dependency)\", which is not configured")
            }
        }
        if let cycle = dependencyCycle(in: applications) {
            throw SettingsError(description: "the applications wait for each other: \(cycle.joined(separator: " → "))")
        }
    }

    private func loop(for settings: ApplicationSettings) async throws -> SyncLoop {
        guard let cluster = clusters[settings.cluster] else {
            throw SettingsError(description: "no cluster \"\(settings.cluster)\"")
        }
        let source = try settings.gitSource()
        return try await SyncLoop(
            settings: settings,
            mirror: Mirror(source: source, name: settings.name, folder: "\(data)/repos", settings: gitSettings),
            cluster: cluster, cache: cache(settings.cluster, cluster), ledger: ledger, claims: claims, facts: facts,
            time: time, logger: logger)
    }

    private func cache(_ name: String, _ cluster: any Cluster) -> LiveCache {
        if let known = caches[name] { return known }
        let made = LiveCache(cluster: cluster, time: time, logger: logger)
        caches[name] = made
        return made
    }

    // MARK: Running

    /// Brings every transaction that runs to its end, and stops.
    public func stop() async {
        isStopping = true
        follower?.cancel()
        releases?.cancel()
        for entry in running.values { entry.loop.stop() }
        for entry in running.values { await entry.task.value }
        for cache in caches.values { await cache.stop() }
        running = [:]
    }

    /// Takes each application once through what a look at its repository brings, in the order of their dependencies,
    /// and waits for their health as long as their time-out allows.
    public func runOnce(_ applications: [ApplicationSettings], _ wake: Wake) async throws -> [ApplicationStatus] {
        try check(applications)
        var good: Set<String> = []
        var left = applications
        var statuses: [String: ApplicationStatus] = [:]
        var loops: [SyncLoop] = []
        while let index = left.firstIndex(where: { good.isSuperset(of: $0.dependsOn) }) {
            let settings = left.remove(at: index)
            let loop = try await loop(for: settings)
            let status = await loop.runOnce(wake)
            loops.append(loop)
            statuses[settings.name] = status
            if status.isSyncedAndHealthy { good.insert(settings.name) }
            left.removeAll { waiting in
                waiting.dependsOn.contains { statuses[$0].map { !$0.isSyncedAndHealthy } ?? false }
            }
        }
        // What one let go of after another had asked for it.
        for _ in 0..<max(12, applications.count) {
            var isHeldUp = false
            for loop in loops {
                guard let status = await loop.runAgain() else { continue }
                statuses[loop.settings.name] = status
                isHeldUp = true
            }
            if !isHeldUp { break }
            try await time.sleep(until: time.now() + .milliseconds(250))
        }
        for cache in caches.values { await cache.stop() }
        return applications.compactMap { statuses[$0.name] }
    }

    /// Lets applications go on whose dependencies have become good.
    private func followStates() async {
        for await fact in facts.stream() {
            if case .status = fact { await passOnDependencies() }
        }
    }

    /// Lets applications look again that another one held up.
    private func followReleases() async {
        for await release in claims.released {
            for entry in running.values
            where entry.loop.clusterName == release.cluster && entry.loop.settings.name != release.application {
                entry.loop.handle(.released)
            }
        }
    }

    private func passOnDependencies() async {
        for entry in running.values where !entry.loop.settings.dependsOn.isEmpty {
            var ready = true
            for name in entry.loop.settings.dependsOn {
                ready = await (running[name]?.loop.isAtTipAndHealthy() ?? false) && ready
            }
            entry.loop.handle(.dependencies(ready: ready))
        }
    }

    // MARK: What others ask

    /// Whether a configuration has been taken up.
    public var isConfigured: Bool { follower != nil }

    public func statuses() async -> [ApplicationStatus] {
        var all: [ApplicationStatus] = []
        for name in order { if let entry = running[name] { all.append(await entry.loop.status()) } }
        return all
    }

    public func loop(_ name: String) -> SyncLoop? { running[name]?.loop }

    /// Wakes the applications that follow this repository and ref; an empty ref wakes all that follow the repository.
    /// Returns their names. The hint carries nothing else: what is applied is read from the repository.
    public func wake(repositories: [String], ref: String, _ wake: Wake) -> [String] {
        var woken: [String] = []
        for name in order {
            guard let loop = running[name]?.loop, loop.follows(repositories, ref: ref) else { continue }
            loop.handle(.wake(wake))
            woken.append(name)
        }
        return woken
    }
}

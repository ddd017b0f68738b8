import ClusterAPI
import Engine
import EngineStore
import Git
import Ledger
import Logging
import Model
import Reconciler
import YAML

/// The whole way of a commit, through the real parts: a bare repository, the mirror, the ledger and the embedded
/// cluster's file on disk, and the application's loop.
let syncSection = Section(name: "sync", about: "5,000 objects in 1,000 files: a commit's way from Git to the cluster") {
    let repository = try BenchRepository()
    let files = syncManifests(files: 1000, namespaces: 17)
    try repository.commit(files)

    let folder = repository.folder
    let cluster = try await InProcessCluster(
        controllers: standardControllers, persistence: try ClusterDatabase(path: folder + "/cluster.sqlite"))
    await cluster.start()
    let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
    let ledger = try LedgerDatabase(path: folder + "/ledger.sqlite")
    let settings = ApplicationSettings(name: "shop", repo: repository.path)
    let cache = LiveCache(cluster: cluster, logger: logger)
    let facts = Facts()
    let loop = try await SyncLoop(
        settings: settings,
        mirror: Mirror(source: try settings.gitSource(), name: "shop", folder: folder + "/repos"),
        cluster: cluster, cache: cache, ledger: ledger, claims: Claims(), facts: facts, logger: logger)

    let clock = ContinuousClock()
    func pass(_ name: String) async throws -> Double {
        let start = clock.now
        let status = await loop.runOnce(Wake(.poll))
        let seconds = (clock.now - start) / .seconds(1)
        guard status.isSyncedAndHealthy else {
            throw Unsynced(description: "\(name): \(status.state) \(status.reason)")
        }
        return seconds
    }
    func fastest(_ name: String, of runs: Int, _ change: (Int) -> (path: String, text: String)) async throws -> Double {
        var best = Double.infinity
        for run in 0..<runs {
            try repository.commit([change(run)])
            best = min(best, try await pass(name))
        }
        return best
    }

    let (told, start) = (facts.stream(), clock.now)
    let phases = Task { await coldPhases(told, since: start) }
    let cold = try await pass("cold")
    phases.cancel()
    var rows = [Row("5,000 objects, cold", cold, "s", goal: ("under 2 s", cold < 2))]
    rows += await phases.value
    rows += try coldBaselines(files, folder: folder, cold: cold)

    let nothing = 1000 * (try await fastest("nothing", of: 10) { ("README.md", "Commit \($0)\n") })
    rows.append(Row("a commit that changes nothing", nothing, "ms", goal: ("under 10 ms", nothing < 10)))
    let comment =
        1000
        * (try await fastest("comment", of: 10) {
            ("apps/service-7.yaml", "# Comment \($0)\n" + syncManifest(7, level: "info", namespaces: 17))
        })
    rows.append(Row("a commit that changes a comment", comment, "ms", goal: ("under 10 ms", comment < 10)))
    let one =
        1000
        * (try await fastest("one", of: 10) {
            ("apps/service-\($0).yaml", syncManifest($0, level: "level-\($0)", namespaces: 17))
        })
    rows.append(Row("a commit that changes one object", one, "ms", goal: ("under 50 ms", one < 50)))
    rows += try await runningSection(loop, on: cluster, facts)
    rows.append(Row("in memory with all that", Double(residentBytes()) / 1e6, "MB"))
    await cache.stop()
    await cluster.stop()
    return rows
}

struct Unsynced: Error, CustomStringConvertible { var description: String }

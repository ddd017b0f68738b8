import Apply
import Git
import Ledger
import Model
import Render

/// What stops a revision before the first write.
struct Refusal: Error {
    var problems: [Problem]
}

extension Pipeline {
    /// The revision's objects, marked as this application's, as far as its files can be read.
    func manifests(of revision: Revision) async throws -> (rendering: Rendering, number: Int) {
        let tree = try await mirror.tree(of: revision.id)
        return try await renderer.render(tree, from: mirror, settings: settings, cache: cache)
    }

    /// The manifests, so that workloads roll whose ConfigMaps or Secrets change with this revision.
    func rolling(_ manifests: [Manifest], base: [ObjectKey: Value], live: [ObjectKey: Value]) -> [Manifest] {
        let key = ledger.digestKey
        return withConfigHashes(manifests, applied: { base[$0] }, live: { live[$0] }, digest: { key.digest($0) })
    }
}

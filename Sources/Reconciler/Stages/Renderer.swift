import Git
import Kinds
import Model
import Render
import Synchronization

/// Turns a revision's files into objects, and remembers what came of each file, and of the last tree.
final class Renderer: Sendable {
    private struct Known {
        var cache = RenderCache()
        var tree: ObjectID?
        var rendering = Rendering()
    }

    private let known = Mutex(Known())

    /// A tree that did not change is not rendered again; of one that did, only files that did are read.
    func render(
        _ tree: RevisionTree, from mirror: Mirror, settings: ApplicationSettings, cache: LiveCache
    ) async throws -> Rendering {
        if let same = known.withLock({ $0.tree == tree.tree && tree.problems.isEmpty ? $0.rendering : nil }) { return same }
        let files = ManifestFiles(tree)
        let unknown = known.withLock { $0.cache.unknown(among: files.sources) }
        let bytes = try await mirror.read(unknown.compactMap { files.blobs[$0] })
        let scopes = try await scopes(cache)
        let name = settings.name
        let rules = RenderSettings(
            namespace: settings.namespace,
            isNamespaced: { apiVersion, kind in
                isNamespaced(apiVersion: apiVersion, kind: kind) ?? scopes["\(apiVersion)/\(kind)"]
            },
            transform: { marked($0, with: name) })
        return known.withLock { known in
            for (file, bytes) in zip(unknown, bytes) { known.cache.add(bytes, of: file, settings: rules) }
            var rendering = known.cache.render(files.sources)
            rendering.problems = files.problems + rendering.problems
            known.tree = tree.tree
            known.rendering = rendering
            return rendering
        }
    }

    /// Which of the kinds that the cluster serves besides the built-in ones are namespaced.
    private func scopes(_ cache: LiveCache) async throws -> [String: Bool] {
        var scopes: [String: Bool] = [:]
        for type in try await cache.customTypes() { scopes["\(type.apiVersion)/\(type.kind)"] = type.isNamespaced }
        return scopes
    }
}

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
        var sources: [SourceFile] = []
        var rendering = Rendering()
        /// Counts the renderings.
        var number = 0
    }

    private let known = Mutex(Known())

    /// A tree that did not change is not rendered again; of one that did, only files that did are read. Renderings of
    /// the same number are the same.
    func render(
        _ tree: RevisionTree, from mirror: any RevisionSource, settings: ApplicationSettings, cache: LiveCache
    ) async throws -> (rendering: Rendering, number: Int) {
        let same = known.withLock { known in
            known.tree == tree.tree && tree.problems.isEmpty ? (known.rendering, known.number) : nil
        }
        if let same { return same }
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
            // A file whose kinds are not all known is rendered again each time.
            if known.number == 0 || !unknown.isEmpty || known.sources != files.sources
                || !files.problems.isEmpty || !known.rendering.problems.isEmpty
            {
                known.rendering = known.cache.render(files.sources)
                known.rendering.problems = files.problems + known.rendering.problems
                known.sources = files.sources
                known.number += 1
            }
            known.tree = tree.tree
            return (known.rendering, known.number)
        }
    }

    /// Which of the kinds that the cluster serves besides the built-in ones are namespaced.
    private func scopes(_ cache: LiveCache) async throws -> [String: Bool] {
        var scopes: [String: Bool] = [:]
        for type in try await cache.customTypes() { scopes["\(type.apiVersion)/\(type.kind)"] = type.isNamespaced }
        return scopes
    }
}

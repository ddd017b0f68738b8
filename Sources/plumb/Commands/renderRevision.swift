import Git
import Model
import Reconciler
import Render

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The manifests of one revision of a repository, through a mirror that is thrown away afterwards. `keep` is handed each
/// file with its bytes.
func renderRevision(
    repo: String, ref: String, path: String, settings: RenderSettings, cache: inout RenderCache,
    keep: (SourceFile, [UInt8]) -> Void = { _, _ in }
) async throws -> Rendering {
    let folder = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let mirror = Mirror(source: try GitSource(repo: repo, ref: ref, path: path), name: "render", folder: folder)
    return try await renderRevision(
        try await mirror.update().id, of: mirror, settings: settings, cache: &cache, keep: keep)
}

/// The manifests of a revision that the mirror can find.
func renderRevision(
    _ revision: String, of mirror: Mirror, settings: RenderSettings, cache: inout RenderCache,
    keep: (SourceFile, [UInt8]) -> Void = { _, _ in }
) async throws -> Rendering {
    let tree = try await mirror.tree(of: revision)
    let files = ManifestFiles(tree)
    let wanted = cache.unknown(among: files.sources)
    for (file, bytes) in zip(wanted, try await mirror.read(wanted.compactMap { files.blobs[$0] })) {
        cache.add(bytes, of: file, settings: settings)
        keep(file, bytes)
    }
    var rendering = cache.render(files.sources)
    rendering.problems = files.problems + rendering.problems
    return rendering
}

import ArgumentParser
import Kinds
import Model
import Render

/// Where the commands that look at manifests before the merge take them from.
struct ManifestOptions: ParsableArguments {
    @Argument(help: "A folder or a file.")
    var folder: String?
    @OptionGroup var revision: RevisionOptions

    func validate() throws {
        if folder != nil, revision.repo != nil { throw ValidationError("Name a folder or --repo, not both.") }
    }

    func read() async throws -> ReadManifests {
        let settings = RenderSettings(
            namespace: revision.namespace ?? "", isNamespaced: { isNamespaced(apiVersion: $0, kind: $1) })
        var cache = RenderCache()
        var read = ReadManifests()
        if let repo = revision.repo {
            read.rendering = try await renderRevision(
                repo: repo, ref: revision.wantedRef, path: revision.path ?? "", settings: settings, cache: &cache
            ) { read.texts[$0.path] = $1 }
            return read
        }
        let folder = FolderFiles(folder ?? ".")
        for (file, bytes) in folder.files {
            cache.add(bytes, of: file, settings: settings)
            read.texts[file.path] = bytes
        }
        read.rendering = cache.render(folder.files.map(\.file))
        read.rendering.problems = folder.problems + read.rendering.problems
        return read
    }
}

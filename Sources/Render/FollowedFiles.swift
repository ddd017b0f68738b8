public import Model

/// What the files of a branch define, kept from one revision to the next, so that a revision costs what it changes.
///
/// It says the same as a `RenderCache` that is given all files at once.
public struct FollowedFiles: Sendable {
    private struct Entry: Sendable {
        /// In the order of the documents.
        var keys: [ObjectKey]
        var problems: [Problem]
    }

    public private(set) var manifests = ManifestSet()
    /// By path.
    private var entries: [String: Entry] = [:]
    private var troubled: Set<String> = []
    /// Files with objects of kinds whose scope was not known: they are to be read again with each revision.
    public private(set) var uncertain: Set<String> = []

    public init() {}

    /// Everything that is wrong with the files, and objects that are defined twice.
    public var problems: [Problem] {
        let inFiles = troubled.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return inFiles.flatMap { entries[$0]?.problems ?? [] } + repetitions(manifests.repeated)
    }

    /// Moves on to another revision: the files at these paths are gone, and those are new or have other bytes. Returns
    /// the keys of the objects that are defined otherwise than before, or no more.
    public mutating func move(
        removing gone: some Sequence<String>, reading files: some Sequence<(path: String, bytes: [UInt8])>,
        settings: RenderSettings
    ) -> Set<ObjectKey> {
        var former: [ObjectKey: Value?] = [:]
        for path in gone { remove(path, &former) }
        var read: [(path: String, content: FileContent)] = []
        for (path, bytes) in files {
            remove(path, &former)
            read.append((path, FileContent(bytes, of: path, settings: settings)))
        }
        for (path, content) in read where !content.hasUnknownScope { add(content, at: path, &former) }
        if read.contains(where: { $0.content.hasUnknownScope }) { addUncertain(read, &former) }
        return Set(former.filter { key, object in manifests.object(key) != object }.keys)
    }

    /// Where the definitions of the same revision may say where the objects belong.
    private mutating func addUncertain(
        _ read: [(path: String, content: FileContent)], _ former: inout [ObjectKey: Value?]
    ) {
        let uncertain = read.filter(\.content.hasUnknownScope)
        let scopes = definedScopes(
            in: manifests.inOrder(manifests.kindDefinitions) + uncertain.flatMap(\.content.manifests))
        for (path, content) in uncertain {
            var content = content
            for index in content.unknownScopes {
                content.manifests[index] = placed(content.manifests[index], by: scopes)
            }
            add(content, at: path, &former)
        }
    }

    private mutating func remove(_ path: String, _ former: inout [ObjectKey: Value?]) {
        guard let entry = entries.removeValue(forKey: path) else { return }
        for (index, key) in entry.keys.enumerated() {
            remember(key, &former)
            manifests.undefine(key, file: path, index: index)
        }
        troubled.remove(path)
        uncertain.remove(path)
    }

    private mutating func add(_ content: FileContent, at path: String, _ former: inout [ObjectKey: Value?]) {
        for (index, manifest) in content.manifests.enumerated() {
            remember(manifest.key, &former)
            manifests.define(manifest, index: index)
        }
        entries[path] = Entry(keys: content.manifests.map(\.key), problems: content.problems)
        if !content.problems.isEmpty { troubled.insert(path) }
        if content.hasUnknownScope { uncertain.insert(path) }
    }

    /// What counted before anything was edited.
    private func remember(_ key: ObjectKey, _ former: inout [ObjectKey: Value?]) {
        if former[key] == nil { former[key] = .some(manifests.object(key)) }
    }
}

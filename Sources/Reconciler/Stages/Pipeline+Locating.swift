import Diff
import Git
import Model
import YAML

extension Pipeline {
    /// Finds the lines of fields in the files of changed objects, for what is said against them. Their bytes are read
    /// once, as long as they are few and small: a first revision of thousands of objects is told by documents only.
    func locator(for changes: [Change], in revision: Revision) async
        -> @Sendable (ObjectKey, FieldPath) -> Origin?
    {
        let origins = Dictionary(
            changes.compactMap { change in change.origin.map { (change.key, $0) } },
            uniquingKeysWith: { first, _ in first })
        let names = Set(origins.values.map(\.file))
        guard !names.isEmpty, names.count <= 500, let tree = try? await mirror.tree(of: revision.id) else {
            return { _, _ in nil }
        }
        let files = names.sorted().compactMap { tree.file(at: $0) }.filter { $0.size <= 1 << 20 }
        guard let contents = try? await mirror.read(files) else { return { _, _ in nil } }
        let bytes = Dictionary(zip(files.map(\.path), contents), uniquingKeysWith: { first, _ in first })
        return { key, path in
            guard let start = origins[key], let text = bytes[start.file] else { return nil }
            return origin(of: path, in: text, start: start)
        }
    }
}

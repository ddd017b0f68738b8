import Git
import Model
import Render

/// What a branch's files define, as far as it was followed.
struct Rendered: Sendable {
    private var files = FollowedFiles()
    private var tree: [TreeFile] = []
    /// Files of tools whose work plumb does not do, by their paths.
    private var foreign: [String: Problem] = [:]
    /// What could not be listed in the tree.
    private var unlisted: [Problem] = []

    var manifests: ManifestSet { files.manifests }

    var problems: [Problem] {
        let foreign = foreign.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
        return unlisted + foreign + files.problems
    }

    /// The way to another tree.
    struct Step: Sendable {
        fileprivate var tree: RevisionTree
        fileprivate var changes: TreeChanges
        /// The files whose bytes are needed for it.
        fileprivate(set) var wanted: [TreeFile]
    }

    func step(to tree: RevisionTree) -> Step {
        let changes = TreeChanges(from: self.tree, to: tree.files)
        var wanted = changes.changed.filter { tree.role(of: $0) == .manifests }
        if !files.uncertain.isEmpty {
            let again = files.uncertain.subtracting(wanted.map(\.path))
            wanted += again.sorted().compactMap { tree.file(at: $0) }
        }
        return Step(tree: tree, changes: changes, wanted: wanted)
    }

    /// Moves on, with the bytes that were wanted. Returns the objects that are defined otherwise than before.
    mutating func take(_ step: Step, bytes: [[UInt8]], settings: RenderSettings) -> Set<ObjectKey> {
        for path in step.changes.gone { foreign[path] = nil }
        for file in step.changes.changed {
            guard case .foreign(let why) = step.tree.role(of: file) else { continue }
            foreign[file.path] = Problem(why, origin: Origin(file: file.path, line: 1))
        }
        unlisted = step.tree.problems
        tree = step.tree.files
        return files.move(
            removing: step.changes.gone,
            reading: zip(step.wanted, bytes).lazy.map { (path: $0.path, bytes: $1) }, settings: settings)
    }
}

extension RevisionTree {
    /// A file's role, by its path below the tree's own.
    func role(of file: TreeFile) -> FileRole {
        fileRole(path.isEmpty ? file.path : String(Substring(file.path.utf8.dropFirst(path.utf8.count + 1))))
    }
}

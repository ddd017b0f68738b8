public import Git
public import Model
public import Render

/// The files of a revision that may hold manifests.
public struct ManifestFiles: Sendable {
    public private(set) var sources: [SourceFile] = []
    public private(set) var blobs: [SourceFile: TreeFile] = [:]
    /// What could not be listed, and files of tools whose work plumb does not do.
    public private(set) var problems: [Problem]

    public init(_ tree: RevisionTree) {
        problems = tree.problems
        for file in tree.files {
            switch tree.role(of: file) {
            case .passedOver: break
            case .foreign(let why): problems.append(Problem(why, origin: Origin(file: file.path, line: 1)))
            case .manifests:
                let source = SourceFile(path: file.path, id: file.blob.description)
                sources.append(source)
                blobs[source] = file
            }
        }
    }
}

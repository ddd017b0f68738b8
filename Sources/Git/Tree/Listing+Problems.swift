import Model

extension Listing.Obstacle {
    /// What the user is told of it.
    var problem: Problem {
        Problem("\"\(path)\" \(reason)", origin: Origin(file: path, line: 1))
    }

    private var reason: String {
        switch kind {
        case .submodule:
            "is a submodule, and plumb reads one repository only. Copy its files here, or move it out of the path."
        case .leadsNowhere:
            "is a symlink to something that this revision does not have. Mend or remove the link."
        case .leadsOutside:
            "is a symlink that leads out of the repository, and is not followed. Link to a file of the repository."
        case .loop:
            "is a symlink that leads back to itself or to a folder above it. Remove the link."
        case .badName:
            "is a name that no file can have. Rewrite the commit that made it."
        case .tooDeep:
            "is nested in more than \(treeDepthLimit) folders. Flatten them."
        }
    }
}

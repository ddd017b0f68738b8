import CLibGit2

/// What stands at a path of a revision, after following the symlinks on the way.
enum TreePlace {
    /// A folder, and its path without symlinks.
    case folder(ObjectID, String)
    /// A file, and its path without symlinks.
    case file(ObjectID, TreeFile.Kind, String)
    case submodule(String)
    case missing
    /// A symlink leads out of the repository.
    case outside
    /// Symlinks lead to each other, or too many follow one another.
    case loop
}

/// How many symlinks one path may pass, as on Linux.
private let symlinkLimit = 40

extension ObjectStore {
    /// Walks a path from the root of a revision. Symlinks are followed, in this tree only.
    func place(
        at path: some Collection<Substring>, from folder: [Substring] = [], root: ObjectID
    ) throws(LibGit2Failure) -> TreePlace {
        var trees: [(id: ObjectID, name: Substring)] = []
        var open = Array((folder + path).reversed())
        var links = 0
        while let name = open.popLast() {
            if name == "." { continue }
            if name == ".." {
                guard trees.popLast() != nil else { return .outside }
                continue
            }
            guard let entry = try entries(of: trees.last?.id ?? root).first(where: { $0.name == name }) else {
                return .missing
            }
            let here = (trees.map(\.name) + [name]).joined(separator: "/")
            switch entry.mode {
            case .tree: trees.append((entry.id, name))
            case .regular: return open.isEmpty ? .file(entry.id, .regular, here) : .missing
            case .executable: return open.isEmpty ? .file(entry.id, .executable, here) : .missing
            case .submodule: return .submodule(here)
            case .symlink:
                links += 1
                guard links <= symlinkLimit else { return .loop }
                guard let bytes = try blob(entry.id, limit: 4096) else { return .missing }
                let target = String(decoding: bytes, as: UTF8.self)
                guard !target.hasPrefix("/") else { return .outside }
                guard !target.isEmpty else { return .missing }
                open += target.split(separator: "/").reversed()
            }
        }
        return .folder(trees.last?.id ?? root, trees.map(\.name).joined(separator: "/"))
    }
}

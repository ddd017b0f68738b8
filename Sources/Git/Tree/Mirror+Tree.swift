import CLibGit2
import Model

extension Mirror {
    /// Lists the files of a revision under a path, the source's own where none is given. What is known by its id is
    /// not walked again.
    public func tree(of revision: String, path: String? = nil) throws(GitTrouble) -> RevisionTree {
        let path = try path.map { text throws(GitTrouble) in try GitSource.normalized(path: text) } ?? source.path
        let root = try commit(revision).tree
        let store = try store()
        let place: TreePlace
        do throws(LibGit2Failure) {
            place = try store.place(at: path.split(separator: "/"), root: root)
        } catch {
            throw mirrorTrouble(error)
        }
        guard case .folder(let tree, let real) = place else {
            throw pathTrouble(place, path: path, revision: revision, root: root, store: store)
        }
        var listing = Listing(store: store, root: root, maximumFiles: settings.maximumFiles)
        do throws(Listing.Stop) {
            var folder = try listing.list(tree, path: path, real: real, catalog: &catalog)
            // Git orders a link to a folder as it orders files.
            if folder.hasSymlinks { folder.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) } }
            return RevisionTree(
                revision: revision, path: path, tree: tree, files: folder.files,
                problems: folder.problems.map(\.problem))
        } catch {
            switch error {
            case .failed(let failure): throw mirrorTrouble(failure)
            case .tooManyFiles:
                throw GitTrouble(problems: [
                    Problem(
                        "\(path.isEmpty ? "The repository" : "The folder \"\(path)\"") has more than "
                            + "\(settings.maximumFiles) files. Set path to the folder that holds the manifests.")
                ])
            }
        }
    }

    /// Reads files, in order. A file that is too large, or an LFS pointer, is a `content` trouble, all of them at once.
    public func read(_ files: [TreeFile]) throws(GitTrouble) -> [[UInt8]] {
        let store = try store()
        var contents: [[UInt8]] = []
        var problems: [Problem] = []
        contents.reserveCapacity(files.count)
        for file in files {
            do throws(LibGit2Failure) {
                let bytes = try store.blob(file.blob, limit: settings.maximumFileBytes)
                if let problem = readProblem(file, bytes, limit: settings.maximumFileBytes) { problems.append(problem) }
                contents.append(bytes ?? [])
            } catch {
                throw mirrorTrouble(error)
            }
        }
        if !problems.isEmpty { throw GitTrouble(problems: problems) }
        return contents
    }

    private func pathTrouble(
        _ place: TreePlace, path: String, revision: String, root: ObjectID, store: ObjectStore
    ) -> GitTrouble {
        let name = "The path \"\(path)\""
        let at = "in revision \(revision.prefix(8)) of \(source.location)"
        let message: String
        switch place {
        case .file, .folder: message = "\(name) is a file \(at). Name the folder that holds it."
        case .submodule(let real):
            message =
                "\(name) is or leads into the submodule \"\(real)\" \(at), and plumb reads one repository only. "
                + "Follow the submodule's own repository."
        case .outside: message = "\(name) leads out of the repository through a symlink \(at). Name a folder inside."
        case .loop: message = "\(name) goes round in a circle of symlinks \(at). Remove one of them."
        case .missing:
            let names = ((try? store.entries(of: root)) ?? []).filter { $0.mode == .tree }.map(\.name)
            message =
                "\(name) does not exist \(at). "
                + (names.isEmpty
                    ? "The repository has no folders; leave the path empty to read its root."
                    : "Its folders are: \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? ", …" : "").")
        }
        return GitTrouble(problems: [Problem(message)])
    }
}

/// Why a file cannot be used, though it could be found. `bytes` is nil where there are more than `limit`.
func readProblem(_ file: TreeFile, _ bytes: [UInt8]?, limit: Int) -> Problem? {
    let origin = Origin(file: file.path, line: 1)
    guard let bytes else {
        return Problem(
            "The file has \(file.size) bytes, more than the \(limit) that are read. "
                + "Split it, or move it out of the path.",
            origin: origin)
    }
    // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer is shorter than 1024 bytes.
    guard bytes.count < 1024, bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8) else { return nil }
    return Problem(
        "The file is a pointer of Git LFS, and its content is not in the repository. Commit the file itself: "
            + "git lfs untrack, then git add --renormalize.",
        origin: origin)
}

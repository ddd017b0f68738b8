import CLibGit2

/// One walk over the files under a path.
struct Listing {
    /// Something under the path that cannot be read.
    struct Obstacle: Hashable {
        enum Kind: Hashable { case submodule, leadsNowhere, leadsOutside, loop, badName, tooDeep }
        var path: String
        var kind: Kind
    }

    /// The walk cannot go on.
    enum Stop: Error {
        case tooManyFiles
        case failed(LibGit2Failure)
    }

    let store: ObjectStore
    let root: ObjectID
    let maximumFiles: Int
    private var count = 0
    private var folders = 0
    /// The real paths of the folders that are being walked.
    private var active: [String] = []

    init(store: ObjectStore, root: ObjectID, maximumFiles: Int) {
        self.store = store
        self.root = root
        self.maximumFiles = maximumFiles
    }

    /// Lists a folder with everything under it.
    ///
    /// - Parameters:
    ///   - path: its path as the user sees it, through symlinks; what is listed begins with it.
    ///   - real: its path without symlinks.
    mutating func list(
        _ tree: ObjectID, path: String, real: String, catalog: inout TreeCatalog
    ) throws(Stop) -> TreeCatalog.Folder {
        let key = TreeCatalog.Key(tree: tree, path: path)
        if path == real, let known = catalog.folder(key) {
            try add(files: known.files.count)
            return known
        }
        folders += 1
        guard folders <= maximumFiles else { throw .tooManyFiles }
        guard !active.contains(real) else { return obstacle(.loop, path, hasSymlinks: true) }
        guard active.count < treeDepthLimit else { return obstacle(.tooDeep, path, hasSymlinks: true) }
        active.append(real)
        defer { active.removeLast() }
        var folder = TreeCatalog.Folder()
        for entry in try entries(of: tree) {
            try list(entry, in: &folder, path: path, real: real, catalog: &catalog)
        }
        if path == real { catalog.remember(folder, at: key) }
        return folder
    }

    private mutating func list(
        _ entry: TreeEntry, in folder: inout TreeCatalog.Folder, path: String, real: String,
        catalog: inout TreeCatalog
    ) throws(Stop) {
        let here = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
        guard !entry.name.utf8.contains(0x2f), entry.name != ".", entry.name != ".." else {
            folder.problems.append(Obstacle(path: here, kind: .badName))
            return
        }
        switch entry.mode {
        case .regular, .executable:
            try add(files: 1)
            let kind: TreeFile.Kind = entry.mode == .executable ? .executable : .regular
            let link = path == real ? nil : real.isEmpty ? entry.name : "\(real)/\(entry.name)"
            folder.files.append(
                TreeFile(path: here, blob: entry.id, size: try size(entry.id, &catalog), kind: kind, linkedTo: link))
        case .tree:
            let realHere = real.isEmpty ? entry.name : "\(real)/\(entry.name)"
            folder.add(try list(entry.id, path: here, real: realHere, catalog: &catalog))
        case .submodule:
            folder.problems.append(Obstacle(path: here, kind: .submodule))
        case .symlink:
            folder.hasSymlinks = true
            folder.add(try follow(entry, path: here, folder: real, catalog: &catalog))
        }
    }

    private mutating func follow(
        _ entry: TreeEntry, path: String, folder: String, catalog: inout TreeCatalog
    ) throws(Stop) -> TreeCatalog.Folder {
        let place: TreePlace
        do throws(LibGit2Failure) {
            place = try store.place(
                at: [Substring(entry.name)], from: folder.split(separator: "/"), root: root)
        } catch {
            throw .failed(error)
        }
        switch place {
        case .file(let id, let kind, let real):
            try add(files: 1)
            let file = TreeFile(path: path, blob: id, size: try size(id, &catalog), kind: kind, linkedTo: real)
            return TreeCatalog.Folder(files: [file], hasSymlinks: true)
        case .folder(let id, let real): return try list(id, path: path, real: real, catalog: &catalog)
        case .submodule: return obstacle(.submodule, path, hasSymlinks: true)
        case .missing: return obstacle(.leadsNowhere, path, hasSymlinks: true)
        case .outside: return obstacle(.leadsOutside, path, hasSymlinks: true)
        case .loop: return obstacle(.loop, path, hasSymlinks: true)
        }
    }

    private func obstacle(_ kind: Obstacle.Kind, _ path: String, hasSymlinks: Bool) -> TreeCatalog.Folder {
        TreeCatalog.Folder(problems: [Obstacle(path: path, kind: kind)], hasSymlinks: hasSymlinks)
    }

    private mutating func add(files: Int) throws(Stop) {
        count += files
        guard count <= maximumFiles else { throw .tooManyFiles }
    }

    private func entries(of tree: ObjectID) throws(Stop) -> [TreeEntry] {
        do throws(LibGit2Failure) { return try store.entries(of: tree) } catch { throw .failed(error) }
    }

    private func size(_ blob: ObjectID, _ catalog: inout TreeCatalog) throws(Stop) -> Int {
        do throws(LibGit2Failure) { return try catalog.size(of: blob, in: store) } catch { throw .failed(error) }
    }
}

extension TreeCatalog.Folder {
    fileprivate mutating func add(_ other: TreeCatalog.Folder) {
        files += other.files
        problems += other.problems
        hasSymlinks = hasSymlinks || other.hasSymlinks
    }
}

extension Mirror {
    /// The files under a path that differ between two revisions of the mirror, in the order of their paths. Folders
    /// with the same id are not opened: the cost is that of the change.
    public func changedPaths(from: String, to: String, path: String? = nil) throws(GitTrouble) -> [ChangedPath] {
        let path = try path.map { text throws(GitTrouble) in try GitSource.normalized(path: text) } ?? source.path
        let before = try commit(from).tree
        let after = try commit(to).tree
        let store = try store()
        do throws(LibGit2Failure) {
            let parts = path.split(separator: "/")
            var changes: [ChangedPath] = []
            try compare(
                folder(try store.place(at: parts, root: before)), folder(try store.place(at: parts, root: after)),
                path: path, in: store, into: &changes, depth: 0)
            return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        } catch {
            throw mirrorTrouble(error)
        }
    }

    private func folder(_ place: TreePlace) -> ObjectID? {
        if case .folder(let id, _) = place { id } else { nil }
    }

    private func compare(
        _ before: ObjectID?, _ after: ObjectID?, path: String, in store: ObjectStore,
        into changes: inout [ChangedPath], depth: Int
    ) throws(LibGit2Failure) {
        guard before != after, depth < treeDepthLimit else { return }
        var old: [String: TreeEntry] = [:]
        if let before { for entry in try store.entries(of: before) { old[entry.name] = entry } }
        let new = try after.map { id throws(LibGit2Failure) in try store.entries(of: id) } ?? []
        for entry in new {
            let here = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
            let former = old.removeValue(forKey: entry.name)
            if let former, former.id == entry.id, former.mode == entry.mode { continue }
            try difference(former, entry, path: here, in: store, into: &changes, depth: depth)
        }
        for former in old.values {
            let here = path.isEmpty ? former.name : "\(path)/\(former.name)"
            try difference(former, nil, path: here, in: store, into: &changes, depth: depth)
        }
    }

    /// Of one name, which may have turned from a file into a folder.
    private func difference(
        _ before: TreeEntry?, _ after: TreeEntry?, path: String, in store: ObjectStore,
        into changes: inout [ChangedPath], depth: Int
    ) throws(LibGit2Failure) {
        func tree(_ entry: TreeEntry?) -> ObjectID? { entry.flatMap { $0.mode == .tree ? $0.id : nil } }
        func file(_ entry: TreeEntry?) -> ObjectID? { entry.flatMap { $0.mode == .tree ? nil : $0.id } }
        try compare(tree(before), tree(after), path: path, in: store, into: &changes, depth: depth + 1)
        switch (file(before), file(after)) {
        case (nil, nil): break
        case (let old?, nil): changes.append(ChangedPath(path: path, kind: .removed, before: old, after: nil))
        case (nil, let new?): changes.append(ChangedPath(path: path, kind: .added, before: nil, after: new))
        case (let old?, let new?):
            changes.append(ChangedPath(path: path, kind: .changed, before: old, after: new))
        }
    }
}

import CLibGit2

/// Copies a commit with its files, and the commits before it, from a local repository into the mirror, so that the
/// revision stays readable whatever is pushed, pruned or deleted at its source.
///
/// What is there already is not looked into: the cost is that of the changed folders. Objects are written after those
/// they hold, so an interrupted copy leaves no tree without its files.
///
/// - Parameter history: how many commits before this one are copied, without their files, for the log.
/// - Returns: the files that were written, in the mirror's folder; they are not synced yet.
func copyRevision(
    _ commit: GitCommit, from source: ObjectStore, to mirror: ObjectStore, history: Int
) throws(CopyFailure) -> [String] {
    var missing: [ObjectID] = []
    try collectTree(commit.tree, in: source, absentFrom: mirror, into: &missing)
    try collectCommits(commit, in: source, absentFrom: mirror, limit: history, into: &missing)
    guard !missing.isEmpty else { return [] }
    if missing.count > looseLimit { return try copyPack(missing, from: source, to: mirror) }
    try copyLoose(missing, from: source, to: mirror)
    return missing.map { id in
        let name = id.description
        return "objects/\(name.prefix(2))/\(name.dropFirst(2))"
    }
}

/// Which of the two repositories failed.
enum CopyFailure: Error {
    case source(LibGit2Failure)
    case mirror(LibGit2Failure)
}

/// Each loose object is a file; a pack is two.
private let looseLimit = 64

/// How deep folders may nest, and how many a tree may have, before it is taken for an attack.
let treeDepthLimit = 256

private func collectTree(
    _ root: ObjectID, in source: ObjectStore, absentFrom mirror: ObjectStore, into missing: inout [ObjectID]
) throws(CopyFailure) {
    var seen: Set<ObjectID> = []
    // Children come before their parents: a tree is met twice, first to open it, then to write it down.
    var open: [(id: ObjectID, isDone: Bool)] = [(root, false)]
    while let (id, isDone) = open.popLast() {
        if isDone {
            missing.append(id)
            continue
        }
        guard seen.insert(id).inserted, !mirror.database.has(id, refreshing: false) else { continue }
        open.append((id, true))
        let tree = try read(id, in: source)
        var blobs: [ObjectID] = []
        let isTree =
            tree.type == GIT_OBJECT_TREE
            && tree.withBytes { bytes in
                forEachTreeEntry(in: bytes) { _, mode, child in
                    switch mode {
                    case .tree: open.append((child, false))
                    case .submodule: break
                    default: blobs.append(child)
                    }
                }
            }
        guard isTree else { throw .source(damaged(id, "is no tree")) }
        for blob in blobs where seen.insert(blob).inserted && !mirror.database.has(blob, refreshing: false) {
            missing.append(blob)
        }
    }
}

private func collectCommits(
    _ tip: GitCommit, in source: ObjectStore, absentFrom mirror: ObjectStore, limit: Int,
    into missing: inout [ObjectID]
) throws(CopyFailure) {
    guard let tipID = ObjectID(tip.id) else { return }
    var ids: [ObjectID] = []
    var open = tip.parents
    var seen: Set<String> = []
    var next = 0
    while next < open.count, ids.count < limit {
        let text = open[next]
        next += 1
        // A shallow source has no objects for the parents of its last commits: the log ends there.
        guard seen.insert(text).inserted, let id = ObjectID(text), !mirror.database.has(id, refreshing: false),
            let commit = try? source.commit(id)
        else { continue }
        ids.append(id)
        open += commit.parents
    }
    missing += ids.reversed()
    if !mirror.database.has(tipID, refreshing: false) { missing.append(tipID) }
}

private func copyLoose(
    _ ids: [ObjectID], from source: ObjectStore, to mirror: ObjectStore
) throws(CopyFailure) {
    for id in ids {
        let object = try read(id, in: source)
        do throws(LibGit2Failure) {
            _ = try object.withBytes { bytes throws(LibGit2Failure) in
                try mirror.database.write(bytes, as: object.type)
            }
        } catch {
            throw .mirror(error)
        }
    }
}

private func copyPack(
    _ ids: [ObjectID], from source: ObjectStore, to mirror: ObjectStore
) throws(CopyFailure) -> [String] {
    var name = ""
    do throws(LibGit2Failure) {
        let builder = try gitHandle { git_packbuilder_new(&$0, source.repository.raw) }
        defer { git_packbuilder_free(builder) }
        for id in ids { try git { id.withOID { git_packbuilder_insert(builder, $0, nil) } } }
        let folder = git_repository_path(mirror.repository.raw).map { String(cString: $0) } ?? ""
        try git { git_packbuilder_write(builder, folder + "objects/pack", 0, nil, nil) }
        name = git_packbuilder_name(builder).map { String(cString: $0) } ?? ""
    } catch {
        throw .source(error)
    }
    do throws(LibGit2Failure) { try mirror.database.refresh() } catch { throw .mirror(error) }
    return ["objects/pack/pack-\(name).pack", "objects/pack/pack-\(name).idx"]
}

private func read(_ id: ObjectID, in source: ObjectStore) throws(CopyFailure) -> StoredObject {
    do throws(LibGit2Failure) {
        return try StoredObject(id, in: source.database)
    } catch {
        throw .source(error)
    }
}

private func damaged(_ id: ObjectID, _ what: String) -> LibGit2Failure {
    LibGit2Failure(code: GIT_ERROR.rawValue, category: GIT_ERROR_ODB.rawValue, text: "object \(id) \(what)")
}

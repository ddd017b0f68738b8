import CLibGit2

extension ObjectStore {
    /// The entries of one tree, in git's order. A failure where the object is missing or is no tree.
    func entries(of tree: ObjectID) throws(LibGit2Failure) -> [TreeEntry] {
        let object = try StoredObject(tree, in: database)
        var entries: [TreeEntry] = []
        let isTree =
            object.type == GIT_OBJECT_TREE
            && object.withBytes { bytes in
                entries.reserveCapacity(bytes.count / 40)
                return forEachTreeEntry(in: bytes) { name, mode, id in
                    entries.append(TreeEntry(name: String(decoding: name, as: UTF8.self), mode: mode, id: id))
                }
            }
        guard isTree else {
            throw LibGit2Failure(
                code: GIT_ERROR.rawValue, category: GIT_ERROR_ODB.rawValue, text: "object \(tree) is no tree")
        }
        return entries
    }

    /// All bytes of a blob, where it has at most `limit`; nil where it has more.
    func blob(_ id: ObjectID, limit: Int) throws(LibGit2Failure) -> [UInt8]? {
        guard try database.header(of: id).size <= limit else { return nil }
        return try StoredObject(id, in: database).withBytes { Array($0) }
    }
}

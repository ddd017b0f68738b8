import CLibGit2

/// A repository with its objects: the mirror, or a local source opened in place. Never leaves its thread.
final class ObjectStore {
    let repository: Repository
    let database: ObjectDatabase

    init(at path: String) throws(LibGit2Failure) {
        repository = try Repository(at: path)
        database = try ObjectDatabase(of: repository)
    }

    init(creatingBare path: String) throws(LibGit2Failure) {
        repository = try Repository(creatingBare: path)
        database = try ObjectDatabase(of: repository)
    }

    /// Whether this is a commit whose files are here too. Trees are written after what they hold, so a tree that is
    /// here is complete.
    func holds(_ commit: ObjectID) -> Bool {
        guard database.has(commit), let record = try? self.commit(commit) else { return false }
        return database.has(record.tree)
    }
}

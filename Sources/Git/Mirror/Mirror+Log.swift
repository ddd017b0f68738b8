extension Mirror {
    /// The commits that lead from one revision to another, newest first, at most `limit`. Without `from`, all that lead
    /// to `to`. After a force-push: those of the new branch that the old one did not have.
    public func log(from: String? = nil, to: String, limit: Int = 100) throws(GitTrouble) -> [GitCommit] {
        let tip = try commit(to)
        let base = try from.map { id throws(GitTrouble) in try commit(id) }
        guard let tipID = ObjectID(tip.id) else { return [] }
        let store = try store()
        do throws(LibGit2Failure) {
            return try store.log(from: base.flatMap { ObjectID($0.id) }, to: tipID, limit: limit)
        } catch {
            throw mirrorTrouble(error)
        }
    }
}

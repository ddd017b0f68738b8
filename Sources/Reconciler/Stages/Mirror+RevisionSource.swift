public import Git
public import Model

extension Mirror: RevisionSource {
    /// A revision by its full id; asked of the repository only where the mirror does not have it.
    public func revision(_ id: String) async throws(GitTrouble) -> Revision {
        do throws(GitTrouble) {
            return try commit(id).revision
        } catch {
            return try await resolve(id)
        }
    }

    public func tree(of revision: String) async throws(GitTrouble) -> RevisionTree {
        try tree(of: revision, path: nil)
    }
}

import Git
import Model

extension Mirror {
    /// A revision by its full id; asked of the repository only where the mirror does not have it.
    func revision(_ id: String) async throws(GitTrouble) -> Revision {
        do throws(GitTrouble) {
            return try commit(id).revision
        } catch {
            return try await resolve(id)
        }
    }
}

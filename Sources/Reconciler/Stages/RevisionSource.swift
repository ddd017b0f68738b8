public import Git
public import Model

/// Where revisions come from: a `Mirror`, or what stands in for one in a simulation.
public protocol RevisionSource: Sendable {
    var source: GitSource { get }
    /// Changes when the reference may have moved, where that can be told at once; else nil.
    func fingerprint() -> Fingerprint?
    /// Looks the followed reference up, and fetches the revision that it names.
    func update() async throws(GitTrouble) -> Revision
    /// A revision by its full id; the repository itself is asked only where that is not here yet.
    func revision(_ id: String) async throws(GitTrouble) -> Revision
    /// The files of a revision that was fetched.
    func tree(of revision: String) async throws(GitTrouble) -> RevisionTree
    func read(_ files: [TreeFile]) async throws(GitTrouble) -> [[UInt8]]
}

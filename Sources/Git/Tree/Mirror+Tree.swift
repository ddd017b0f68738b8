extension Mirror {
    /// Lists the files of a revision under a path, the source's own where none is given. What is known by its id is
    /// not walked again.
    public func tree(of revision: String, path: String? = nil) throws(GitTrouble) -> RevisionTree {
        throw GitTrouble(.other, "not yet")
    }

    /// Reads files, in order. A file that is too large, or an LFS pointer, is a `content` trouble, all of them at once.
    public func read(_ files: [TreeFile]) throws(GitTrouble) -> [[UInt8]] {
        throw GitTrouble(.other, "not yet")
    }
}

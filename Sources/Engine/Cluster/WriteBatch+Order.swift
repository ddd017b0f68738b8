extension WriteBatch {
    /// One batch of two, where the later one has the last word.
    func followed(by later: WriteBatch) -> WriteBatch {
        var both = self
        both.merge(later)
        return both
    }
}

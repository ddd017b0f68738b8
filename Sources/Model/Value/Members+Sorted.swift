extension Members {
    /// Takes members that are in the byte order of their keys already, each key once; nothing is checked.
    public init(inByteOrder members: [(key: String, value: Value)]) { self.init(sorted: members) }
}

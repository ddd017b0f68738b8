/// What remote work may cost, and how it is run.
public struct GitSettings: Hashable, Sendable {
    /// How long a server may take to answer, and then to send the next piece.
    public var answerTimeout: Duration = .seconds(20)
    /// How long one look-up with its fetch may take in all.
    public var totalTimeout: Duration = .seconds(600)
    /// The most bytes that one fetch may bring, and that one pack may have on disk.
    public var maximumFetchBytes: Int = 2 << 30
    /// The most objects that one fetch may bring.
    public var maximumFetchObjects: Int = 10_000_000
    /// Files over this are refused when they are read.
    public var maximumFileBytes: Int = 10 << 20
    /// A path with more files than this is refused.
    public var maximumFiles: Int = 100_000
    /// The program and its first arguments that run `runGitChild`; remote work happens in there.
    public var childCommand: [String] = ["/proc/self/exe", gitChildCommand]

    public init() {}
}

/// The hidden sub-command of the main program that calls `runGitChild`.
public let gitChildCommand = "__git"

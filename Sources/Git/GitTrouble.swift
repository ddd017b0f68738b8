public import Model

/// Why a repository could not be looked at, fetched or read.
///
/// The message is one sentence that says what and where, and a second one that says what to do. It never holds a
/// password, a token, or the user part of an address. Nothing stays broken: the next call tries afresh.
public struct GitTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No connection: name not found, refused, reset, or closed half way.
        case unreachable
        /// The server accepted and then said nothing, or too little, for too long.
        case timedOut
        /// The server wants a user, a password, a token or a key, or did not accept the one it got.
        case authentication
        /// The host key of an ssh server is unknown, or is not the one that known_hosts has.
        case hostKey
        /// The certificate of an https server is not signed by a known authority, or is for another name.
        case certificate
        /// There is no repository at this place (any more).
        case repositoryNotFound
        /// The repository is there, and has no commit at all.
        case repositoryEmpty
        /// No branch, tag, commit or version is called so; a deleted branch too.
        case refNotFound
        /// The name means more than one thing.
        case refAmbiguous
        /// The address, reference or credentials cannot be used as they are written.
        case invalid
        /// More bytes or objects than the settings allow.
        case tooLarge
        /// The repository that is followed holds damaged or missing objects.
        case sourceDamaged
        /// The copy in the data folder is damaged. It has been removed, and the next call builds it anew.
        case mirrorDamaged
        /// The data folder cannot be written: no space, no permission.
        case disk
        /// The revision cannot be used as it stands: see `problems`.
        case content
        /// The caller was cancelled.
        case cancelled
        /// Something else; the message has libgit2's words.
        case other
    }

    public var kind: Kind
    public var message: String
    /// For `content`: everything that is wrong, each with its place. Empty otherwise.
    public var problems: [Problem]

    public init(_ kind: Kind, _ message: String, problems: [Problem] = []) {
        self.kind = kind
        self.message = message
        self.problems = problems
    }

    public init(problems: [Problem]) {
        self.init(.content, problems.map(\.description).joined(separator: "\n"), problems: problems)
    }

    public var description: String { message }

    /// True where waiting may mend it; false where a person or a push has to change something first.
    public var isTransient: Bool {
        switch kind {
        case .unreachable, .timedOut, .mirrorDamaged, .cancelled, .other: true
        default: false
        }
    }
}

/// Why a patch cannot be made or applied, in apimachinery's words.
public struct PatchError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// The patch is malformed: 400.
        case malformed
        /// The patch does not fit the object: 422.
        case unprocessable
        /// Original and current changed differently, and overwriting was not asked for.
        case conflict
        /// Anything else: 500.
        case other
    }

    public var kind: Kind
    public var message: String
    public var description: String { message }

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    static let listOfLists = PatchError(.unprocessable, "lists of lists are not supported")
    static let primitiveList = PatchError(.malformed, "invalid patch format of primitive list")
    static let retainKeys = PatchError(.malformed, "invalid patch format of retainKeys")
    static let setElementOrder = PatchError(.malformed, "invalid patch format of setElementOrder list")
}

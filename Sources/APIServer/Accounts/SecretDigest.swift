import Crypto

/// A secret that others are compared with, in a time that tells nothing of where they differ, nor of their lengths.
struct SecretDigest: Sendable {
    private let digest: SHA256.Digest
    private let isEmpty: Bool

    init(_ secret: [UInt8]) {
        digest = SHA256.hash(data: secret)
        isEmpty = secret.isEmpty
    }

    /// Never true of an empty secret.
    func matches(_ shown: some Sequence<UInt8>) -> Bool {
        let other = SHA256.hash(data: Array(shown))
        return zip(digest, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && !isEmpty
    }
}

import Crypto

/// Compares two secrets in a time that tells nothing of where they differ, nor of their lengths.
func isSameSecret(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Bool {
    let leftDigest = SHA256.hash(data: Array(left))
    let rightDigest = SHA256.hash(data: Array(right))
    return zip(leftDigest, rightDigest).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

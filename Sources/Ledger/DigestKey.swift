import Crypto

/// The key that turns Secret values into digests: equal values have equal digests, and nobody without the key can try
/// values out against them. It is made at first start and stays in the data folder.
public struct DigestKey: Sendable {
    private let key: SymmetricKey

    init(bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// A key that nothing else has: its digests can be compared with each other only.
    public static func ephemeral() -> DigestKey { DigestKey(bytes: random()) }

    static func random() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    /// `hmac-sha256:` and the first 16 hex digits of HMAC-SHA256 (RFC 2104).
    public func digest(_ bytes: [UInt8]) -> String {
        "hmac-sha256:" + hex(HMAC<SHA256>.authenticationCode(for: bytes, using: key).prefix(8))
    }

    func code(_ text: String) -> String { hex(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)) }
}

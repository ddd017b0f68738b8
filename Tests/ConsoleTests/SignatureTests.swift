import Testing

@testable import Console

/// What proves that a delivery comes from somebody who knows the secret.
@Suite struct SignatureTests {
    static let body = Array("Hello, World!".utf8)
    static let secret = Array("It's a Secret to Everybody".utf8)
    /// GitHub's own example: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
    static let digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"

    @Test("the digest of GitHub's documentation is accepted, in either case of its digits")
    func known() {
        #expect(isProven("sha256=" + Self.digest, as: .digest(prefix: "sha256="), body: Self.body, secret: Self.secret))
        #expect(isProven(Self.digest.uppercased(), as: .digest(prefix: ""), body: Self.body, secret: Self.secret))
    }

    @Test("RFC 4231's second vector is accepted")
    func vector() {
        #expect(
            isProven(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", as: .digest(prefix: ""),
                body: Array("what do ya want for nothing?".utf8), secret: Array("Jefe".utf8)))
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "sha256=", "sha256=00", digest, "sha1=" + digest, "sha256=" + digest + "00",
            "sha256=" + digest.dropLast() + "8", "sha256=" + digest.dropLast() + "g", "SHA256=" + digest,
            "sha256=" + digest + ", sha256=" + digest,
        ])
    func wrong(_ shown: String) {
        #expect(!isProven(shown, as: .digest(prefix: "sha256="), body: Self.body, secret: Self.secret))
    }

    @Test("one changed byte of the body, or an empty secret, is refused")
    func changed() {
        let shown = "sha256=" + Self.digest
        #expect(!isProven(shown, as: .digest(prefix: "sha256="), body: Self.body + [0x20], secret: Self.secret))
        #expect(!isProven(shown, as: .digest(prefix: "sha256="), body: Self.body, secret: []))
        #expect(!isProven("", as: .secret, body: [], secret: []))
    }

    @Test("a token is the secret itself, whole")
    func token() {
        #expect(isProven("s3cret", as: .secret, body: [], secret: Array("s3cret".utf8)))
        #expect(!isProven("s3cre", as: .secret, body: [], secret: Array("s3cret".utf8)))
        #expect(!isProven("s3cret ", as: .secret, body: [], secret: Array("s3cret".utf8)))
    }

    @Test("a delivery sent again is known, one of the same id with another content is not, and old ones are forgotten")
    func replay() {
        let deliveries = Deliveries(capacity: 2)
        #expect(deliveries.isNew("github", "1", body: [1]))
        #expect(!deliveries.isNew("github", "1", body: [1]))
        #expect(deliveries.isNew("github", "1", body: [2]))
        #expect(deliveries.isNew("gitea", "1", body: [1]))
        #expect(deliveries.isNew("github", "1", body: [1]))
    }
}

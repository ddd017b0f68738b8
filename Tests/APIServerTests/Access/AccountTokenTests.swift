import Model
import Testing

@testable import APIServer

@Suite("Tokens of service accounts")
struct AccountTokenTests {
    private let key = AccountKey()

    private var claims: AccountClaims {
        var claims = AccountClaims(account: AccountName(namespace: "shop", name: "bot"), accountUID: "u1")
        claims.issued = 1_800_000_000
        claims.expires = 1_800_003_600
        claims.id = "j1"
        claims.pod = AccountClaims.Reference(name: "web-0", uid: "u2")
        claims.node = AccountClaims.Reference(name: "n", uid: "u3")
        return claims
    }

    @Test("the claims are Kubernetes' own, and come back as they went")
    func claimsText() throws {
        #expect(
            claims.value == [
                "aud": ["https://kubernetes.default.svc.cluster.local"], "exp": 1_800_003_600, "iat": 1_800_000_000,
                "iss": "https://kubernetes.default.svc.cluster.local", "jti": "j1",
                "kubernetes.io": [
                    "namespace": "shop", "node": ["name": "n", "uid": "u3"], "pod": ["name": "web-0", "uid": "u2"],
                    "serviceaccount": ["name": "bot", "uid": "u1"],
                ],
                "nbf": 1_800_000_000, "sub": "system:serviceaccount:shop:bot",
            ])
        let token = try key.token(claims.value)
        #expect(key.claims(in: token).flatMap(AccountClaims.init) == claims)
        var held = AccountClaims(account: AccountName(namespace: "shop", name: "bot"), accountUID: "u1")
        held.holder = "bot-token"
        #expect(AccountClaims(held.value) == held)
    }

    @Test("a token that this key did not sign, or not in this way, is none")
    func forgeries() throws {
        let token = try key.token(claims.value)
        let parts = token.split(separator: ".").map(String.init)
        func encoded(_ value: Value) -> String { Base64URL.encode(value.jsonBytes) }
        var other = claims.value
        other["sub"] = "system:serviceaccount:kube-system:root"
        let forgeries = [
            "", "a.b", "..", "a.b.c", token + "x", token + ".x", String(token.dropLast(2)), "\(parts[0]).\(parts[1]).",
            "\(parts[0]).\(encoded(other)).\(parts[2])",
            "\(encoded(["alg": "none"])).\(parts[1]).", "\(encoded(["alg": "none"])).\(parts[1]).\(parts[2])",
            "\(encoded(["alg": "HS256", "kid": Value(key.id)])).\(parts[1]).\(parts[2])",
            "\(encoded(["alg": "ES256", "kid": "other"])).\(parts[1]).\(parts[2])",
            try AccountKey().token(claims.value), token.replacing(".", with: "=."),
            String(repeating: "A", count: 1 << 20),
        ]
        for forgery in forgeries { #expect(key.claims(in: forgery) == nil, "\(forgery.prefix(80))") }
    }

    @Test("claims of others, or of a binding that cannot be read, are no account's")
    func foreignClaims() {
        for (name, value) in [
            ("iss", "https://elsewhere"), ("sub", "system:serviceaccount:shop:other"), ("exp", .null), ("nbf", "x"),
        ] as [(String, Value)] {
            var foreign = claims.value
            foreign[name] = value
            #expect(AccountClaims(foreign) == nil, "\(name)")
        }
        var foreign = claims.value
        foreign.set("web-0", at: "kubernetes.io", "pod")
        #expect(AccountClaims(foreign) == nil)
    }

    @Test("the key stays the same over restarts, and only its owner can read it")
    func keptKey() throws {
        try withTemporaryFolder { folder in
            let first = try AccountKey(folder: folder)
            let again = try AccountKey(folder: folder)
            #expect(first.id == again.id)
            #expect(again.claims(in: try first.token(claims.value)) == claims.value)
            #expect(try permissions("\(folder)/sa.key") == 0o600)
            try PrivateFile.write("nonsense", to: "\(folder)/sa.key")
            #expect(throws: (any Error).self) { try AccountKey(folder: folder) }
        }
    }

    @Test("the public key set names the key that signs")
    func publicKeys() throws {
        let shown = key.publicSet["keys"]?[0] ?? .null
        #expect(shown["kid"]?.string == key.id)
        #expect(["x", "y"].map { Base64URL.decode(shown[$0]?.string ?? "")?.count } == [32, 32])
        #expect(shown["d"] == nil)
        let header = try key.token(claims.value).split(separator: ".").first ?? ""
        #expect(try Value(json: Base64URL.decode(header) ?? []) == ["alg": "ES256", "kid": Value(key.id)])
    }
}

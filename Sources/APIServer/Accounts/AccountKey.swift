import Crypto
import Model

/// The key that signs the tokens of service accounts: P-256, kept as `sa.key` in the data folder.
struct AccountKey: Sendable {
    private let key: P256.Signing.PrivateKey
    /// Names the key in tokens: the digest of its public half, as kube-apiserver has it.
    let id: String

    init(_ key: P256.Signing.PrivateKey = P256.Signing.PrivateKey()) {
        self.key = key
        id = Base64URL.encode(SHA256.hash(data: key.publicKey.derRepresentation))
    }

    /// The key of a data folder, made where there is none. Throws where it cannot be read or written, or is no key.
    init(folder: String) throws {
        let path = "\(folder)/sa.key"
        if let text = try PrivateFile.read(path) {
            self.init(try P256.Signing.PrivateKey(pemRepresentation: text))
            return
        }
        self.init()
        try PrivateFile.makeFolder(folder)
        try PrivateFile.write(key.pemRepresentation + "\n", to: path)
    }

    /// A JSON Web Token with these claims: RFC 7519, ES256.
    func token(_ claims: Value) throws -> String {
        let header: Value = ["alg": "ES256", "kid": Value(id)]
        let text = Base64URL.encode(header.jsonBytes) + "." + Base64URL.encode(claims.jsonBytes)
        let signature = try key.signature(for: Array(text.utf8))
        return text + "." + Base64URL.encode(signature.rawRepresentation)
    }

    /// The claims of a token that this key signed; nil for any other. The algorithm is not the token's to choose.
    func claims(in token: String) -> Value? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let bytes = Base64URL.decode(parts[2]), let named = try? Value(json: header), named["alg"] == "ES256",
            named["kid"] == nil || named["kid"]?.string == id, named["crit"] == nil,
            let signature = try? P256.Signing.ECDSASignature(rawRepresentation: bytes),
            key.publicKey.isValidSignature(signature, for: Array("\(parts[0]).\(parts[1])".utf8)),
            let claims = try? Value(json: payload), claims.isObject
        else { return nil }
        return claims
    }

    /// The public half, as `/openid/v1/jwks` shows it: RFC 7517.
    var publicSet: Value {
        let point = Array(key.publicKey.rawRepresentation)
        return [
            "keys": [
                [
                    "use": "sig", "kty": "EC", "kid": Value(id), "crv": "P-256", "alg": "ES256",
                    "x": Value(Base64URL.encode(point.prefix(32))), "y": Value(Base64URL.encode(point.suffix(32))),
                ]
            ]
        ]
    }
}

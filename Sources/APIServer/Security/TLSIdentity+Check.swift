import Crypto
import Model
import SwiftASN1
import X509

extension TLSIdentity {
    /// What has to be made anew before this identity can serve.
    enum Need: Hashable {
        case nothing
        /// The server's certificate: its end is near, it lacks a host, or it does not fit its key or authority.
        case certificate
        /// All of it: the authority's end is near, or it cannot be read.
        case everything
    }

    func need(hosts: [String], at now: Instant) -> Need {
        let soon = (now + TLSIdentity.renewalMargin).date
        guard let authority = try? Certificate(pemEncoded: authority), authority.notValidAfter > soon,
            let authorityKey = try? P256.Signing.PrivateKey(pemRepresentation: authorityKey),
            Certificate.PublicKey(authorityKey.publicKey) == authority.publicKey
        else { return .everything }
        guard let certificate = try? Certificate(pemEncoded: certificate), certificate.notValidAfter > soon,
            certificate.notValidBefore <= now.date,
            authority.publicKey.isValidSignature(certificate.signature, for: certificate),
            let key = try? P256.Signing.PrivateKey(pemRepresentation: key),
            Certificate.PublicKey(key.publicKey) == certificate.publicKey,
            let names = try? certificate.extensions.subjectAlternativeNames,
            Set(hosts.map(GeneralName.init(host:))).isSubset(of: Set(names))
        else { return .certificate }
        return .nothing
    }
}

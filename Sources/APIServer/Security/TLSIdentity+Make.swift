import Crypto
import Model
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension TLSIdentity {
    /// How long things last. Ten years for the authority, as kubeadm has it; a year for the server's certificate.
    static let authorityLifetime = Duration.seconds(3650 * 86_400)
    static let certificateLifetime = Duration.seconds(365 * 86_400)
    /// A certificate with less than this left is made anew.
    static let renewalMargin = Duration.seconds(30 * 86_400)
    /// Clocks of clients may be behind.
    private static let backdating = Duration.seconds(3600)

    /// A new authority and a server certificate for the hosts, on P-256 keys.
    static func make(hosts: [String], at now: Instant) throws -> TLSIdentity {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("plumb \(shortID(of: key))") }
        let authority = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: (now - backdating).date, notValidAfter: (now + authorityLifetime).date, issuer: name,
            subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
            }, issuerPrivateKey: .init(key))
        let identity = TLSIdentity(
            authority: try authority.serializeAsPEM().pemString + "\n", authorityKey: key.pemRepresentation + "\n",
            certificate: "", key: "")
        return try identity.renewed(hosts: hosts, at: now)
    }

    /// The same authority with a new server certificate.
    func renewed(hosts: [String], at now: Instant) throws -> TLSIdentity {
        let issuer = try Certificate(pemEncoded: authority)
        let issuerKey = try P256.Signing.PrivateKey(pemRepresentation: authorityKey)
        let serverKey = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(serverKey.publicKey)
        let lastDay = min((now + TLSIdentity.certificateLifetime).date, issuer.notValidAfter)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: (now - TLSIdentity.backdating).date, notValidAfter: lastDay, issuer: issuer.subject,
            subject: try DistinguishedName { CommonName("plumb-apiserver") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(hosts.map(GeneralName.init(host:)))
                SubjectKeyIdentifier(hash: publicKey)
                AuthorityKeyIdentifier(
                    keyIdentifier: SubjectKeyIdentifier(hash: Certificate.PublicKey(issuerKey.publicKey)).keyIdentifier)
            }, issuerPrivateKey: .init(issuerKey))
        var identity = self
        identity.certificate = try certificate.serializeAsPEM().pemString + "\n"
        identity.key = serverKey.pemRepresentation + "\n"
        return identity
    }

    /// What the authority of a restored or copied data folder is told apart by.
    private static func shortID(of key: P256.Signing.PrivateKey) -> String {
        SHA256.hash(data: key.publicKey.x963Representation).prefix(4).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension Instant {
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds / 1000)) }
}

extension GeneralName {
    /// An address where the text is one, else a DNS name.
    init(host: String) {
        self = ipAddressBytes(host).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(host)
    }
}

import NIOSSL

/// An access with its certificates ready for use.
struct Credential: Sendable {
    var access: Access
    var tls: TLSConfiguration
    /// The connections' own configuration is this one's.
    var isFirst: Bool

    init(_ access: Access, isFirst: Bool) throws(AccessProblem) {
        self.access = access
        self.isFirst = isFirst
        tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        if let authorities = access.authorities {
            guard let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8)), !certificates.isEmpty
            else { throw AccessProblem("certificate-authority holds no PEM certificate") }
            tls.trustRoots = .certificates(certificates)
        }
        guard let chain = access.clientCertificate, let key = access.clientKey else { return }
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(chain.utf8)), !certificates.isEmpty else {
            throw AccessProblem("client-certificate holds no PEM certificate")
        }
        guard let privateKey = try? NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem) else {
            throw AccessProblem("client-key holds no PEM key without a passphrase")
        }
        tls.certificateChain = certificates.map { .certificate($0) }
        tls.privateKey = .privateKey(privateKey)
    }
}

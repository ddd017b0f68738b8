/// A certificate authority of one's own and a server certificate that it signed, in PEM.
struct TLSIdentity: Sendable {
    var authority: String
    var authorityKey: String
    var certificate: String
    var key: String
}

/// An address and all that its server asks for, read from files: PEM texts and headers. Equal values mean that nothing
/// has to be built anew.
struct Access: Hashable, Sendable {
    enum Proxy: Hashable, Sendable {
        case http(host: String, port: Int)
        case socks(host: String, port: Int)
    }

    struct Header: Hashable, Sendable {
        var name: String
        var value: String
    }

    var address: ServerAddress
    var proxy: Proxy?
    /// PEM certificates of the authorities that the server's certificate may come from; nil takes the system's.
    var authorities: String?
    /// PEM, both or neither.
    var clientCertificate: String?
    var clientKey: String?
    /// `Authorization`, and `Impersonate-…` after it.
    var headers: [Header] = []
}

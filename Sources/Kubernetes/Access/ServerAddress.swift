import Model

/// Where an API server answers: `https://HOST:PORT/PREFIX`.
struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    var host: String
    var port: Int
    /// Empty, or a path that begins with `/` and ends without one.
    var prefix: String
    /// The name that the server's certificate has to be for; nil where that is `host`.
    var tlsName: String?

    /// Reads a kubeconfig's `server`. Refuses everything but https: the requests carry credentials, and Secrets.
    init(_ text: String, tlsName: String? = nil) throws(AccessProblem) {
        guard text.lowercased().hasPrefix("https://") else {
            throw AccessProblem(
                "\"\(text)\" is no https:// address. plumb talks to a cluster over https only, since Secrets and "
                    + "credentials go that way.")
        }
        let rest = text.dropFirst(8)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        let (host, port) = try Self.parts(of: String(authority), in: text)
        self.host = host
        self.port = port ?? 443
        var path = String(rest[slash...])
        while path.hasSuffix("/") { path.removeLast() }
        guard !path.utf8.contains(0x3f), !path.utf8.contains(0x23) else {
            throw AccessProblem("\"\(text)\" has a query or a fragment; the address of an API server has neither.")
        }
        prefix = path
        self.tlsName = tlsName.flatMap { $0.isEmpty || $0 == host ? nil : $0 }
    }

    /// `HOST`, `HOST:PORT`, `[IPv6]:PORT`.
    static func parts(of authority: String, in text: String) throws(AccessProblem) -> (host: String, port: Int?) {
        let wrong = AccessProblem("\"\(text)\" is no address of a server; write it as in https://host:6443.")
        guard !authority.utf8.contains(0x40) else { throw wrong }
        var host = Substring(authority)
        var digits: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw wrong }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            if !rest.isEmpty {
                guard rest.first == ":" else { throw wrong }
                digits = rest.dropFirst()
            }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            digits = authority[authority.index(after: colon)...]
        }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { throw wrong }
        guard let digits else { return (String(host), nil) }
        guard let port = Int(digits), (1...65535).contains(port) else { throw wrong }
        return (String(host), port)
    }

    var description: String { "https://\(Self.bracketed(host)):\(port)\(prefix)" }

    /// What requests go to: in the name that the certificate is for. Where that is another than the host's, the
    /// connection is led to `host` all the same.
    var url: String { "https://\(Self.bracketed(tlsName ?? host)):\(port)\(prefix)" }

    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

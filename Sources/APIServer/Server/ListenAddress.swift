/// Where a server listens: `HOST:PORT`, with an IPv6 host in brackets. Port 0 takes any free port.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    public var host: String
    public var port: Int

    public init(host: String = "127.0.0.1", port: Int = 0) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8443`, `[::1]:8443`, `localhost:0`, `:8443` (all interfaces); nil for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let port = Int(digits),
            port <= 65_535
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        self.init(host: host.isEmpty ? "0.0.0.0" : String(host), port: port)
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// True for the addresses that mean every interface.
    var isWildcard: Bool { host == "0.0.0.0" || host == "::" || host == "*" }

    /// What a client on the same machine connects to.
    var reachable: ListenAddress { isWildcard ? ListenAddress(host: "127.0.0.1", port: port) : self }
}

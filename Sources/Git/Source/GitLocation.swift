#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a repository is.
public struct GitLocation: Hashable, Sendable, CustomStringConvertible {
    public enum Transport: String, Hashable, Sendable {
        case local, http, https, git, ssh
    }

    public let transport: Transport
    /// For `local`: the absolute path. Otherwise empty.
    public let folder: String
    /// For a remote one: the host's name, lower-case.
    public let host: String
    public let port: Int?
    /// The user of the address, and for http(s) its password. Never printed.
    let user: String?
    let password: String?
    /// Without user and password.
    private let address: String

    /// True for a folder of this machine: it is opened in place, and looked at several times a second.
    public var isLocal: Bool { transport == .local }

    /// The address without user and password; safe to print.
    public var description: String { isLocal ? folder : address }

    /// What libgit2 is given. Only ssh has its user in the address; a password is never in it.
    func remoteAddress(user: String?) -> String {
        guard transport == .ssh, let user else { return address }
        return address.hasPrefix("ssh://") ? "ssh://\(user)@" + address.dropFirst("ssh://".count) : "\(user)@\(address)"
    }

    /// Reads a path, a URL, or ssh's `user@host:path`.
    public init(_ text: String, relativeTo base: String? = nil) throws(GitTrouble) {
        let text = text.trimmingSpaces
        guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
            throw GitTrouble(
                .invalid, "The repository's address is empty or holds control characters. Write a path or URL.")
        }
        if let mark = text.firstRange(of: "://") {
            try self.init(scheme: text[..<mark.lowerBound].lowercased(), rest: text[mark.upperBound...])
        } else if let scp = GitLocation.scpParts(text) {
            try self.init(
                .ssh, user: scp.user, password: nil, host: scp.host, port: nil,
                path: scp.path.hasPrefix("/") ? scp.path : "/" + (scp.path.hasPrefix("~") ? "" : "./") + scp.path,
                address: "\(scp.host):\(scp.path)")
        } else {
            self.init(folder: text, relativeTo: base)
        }
    }

    private init(scheme: String, rest: Substring) throws(GitTrouble) {
        if scheme == "file" {
            let path = rest.hasPrefix("localhost/") ? rest.dropFirst("localhost".count) : rest
            guard path.hasPrefix("/"), let decoded = percentDecoded(path) else {
                throw GitTrouble(.invalid, "A file:// address needs an absolute path, as in file:///srv/git/shop.git.")
            }
            self.init(folder: decoded, relativeTo: nil)
            return
        }
        guard let transport = Transport(rawValue: scheme == "git+ssh" || scheme == "ssh+git" ? "ssh" : scheme),
            transport != .local
        else {
            throw GitTrouble(
                .invalid, "\"\(scheme)://\" is no way to a repository. Use a path, file, http, https, git or ssh.")
        }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        var authority = rest[..<end]
        let path = rest[end...]
        var user: String?
        var password: String?
        if let at = authority.lastIndex(of: "@") {
            let parts = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = parts.first.flatMap { percentDecoded($0) }
            password = parts.dropFirst().first.flatMap { percentDecoded($0) }
            authority = authority[authority.index(after: at)...]
        }
        let (host, port) = try GitLocation.hostAndPort(authority)
        guard path.count > 1 else {
            throw GitTrouble(.invalid, "The address \(scheme)://\(authority) names no repository. Add its path.")
        }
        try self.init(
            transport, user: user, password: password, host: host, port: port, path: String(path), address: nil)
    }

    private init(
        _ transport: Transport, user: String?, password: String?, host: String, port: Int?, path: String,
        address: String?
    ) throws(GitTrouble) {
        guard !host.isEmpty, !host.hasPrefix("-"), !path.hasPrefix("-") else {
            throw GitTrouble(.invalid, "The address names no host. Write it as in ssh://git@host/path.")
        }
        self.transport = transport
        folder = ""
        self.host = host.lowercased()
        self.port = port
        self.user = user.flatMap { $0.isEmpty ? nil : $0 }
        self.password = password.flatMap { $0.isEmpty ? nil : $0 }
        let bracketed = host.contains(":") ? "[\(host)]" : host
        self.address =
            address ?? "\(transport.rawValue)://\(bracketed)\(port.map { ":\($0)" } ?? "")\(path)"
    }

    private init(folder text: String, relativeTo base: String?) {
        var path = text
        if path == "~" || path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] {
            path = home + path.dropFirst()
        }
        if !path.hasPrefix("/") {
            path = (base ?? FileManager.default.currentDirectoryPath) + "/" + path
        }
        transport = .local
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        folder = "/" + parts.joined(separator: "/")
        (host, port, user, password, address) = ("", nil, nil, nil, folder)
    }

    private static func hostAndPort(_ authority: Substring) throws(GitTrouble) -> (String, Int?) {
        var host = authority
        var portText: Substring?
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<close]
            let rest = authority[authority.index(after: close)...]
            portText = rest.hasPrefix(":") ? rest.dropFirst() : nil
        } else if let colon = authority.lastIndex(of: ":") {
            host = authority[..<colon]
            portText = authority[authority.index(after: colon)...]
        }
        guard let portText, !portText.isEmpty else { return (String(host), nil) }
        guard let port = Int(portText), (1...65535).contains(port) else {
            throw GitTrouble(.invalid, "\"\(portText)\" is no port of \(host). Use a number from 1 to 65535.")
        }
        return (String(host), port)
    }

    /// `git@host:team/shop.git`; a colon after the first slash is part of a path, as git reads it.
    private static func scpParts(_ text: String) -> (user: String?, host: String, path: String)? {
        guard !text.hasPrefix("/"), !text.hasPrefix("."), let colon = text.firstIndex(of: ":"),
            !text[..<colon].contains("/")
        else { return nil }
        let path = String(text[text.index(after: colon)...])
        let authority = text[..<colon]
        guard !path.isEmpty else { return nil }
        guard let at = authority.lastIndex(of: "@") else { return (nil, String(authority), path) }
        let host = String(authority[authority.index(after: at)...])
        return host.isEmpty ? nil : (String(authority[..<at]), host, path)
    }
}

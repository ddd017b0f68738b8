/// A URL as Go's url.ParseRequestURI reads it: absolute, or an absolute path.
struct CELURL: Sendable {
    let text: String
    let scheme: String
    /// With the port.
    let host: String
    let escapedPath: String
    let query: String

    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
        var rest = text[..<(text.firstIndex(of: "#") ?? text.endIndex)]
        var scheme = ""
        if let colon = rest.firstIndex(of: ":"), let first = rest.utf8.first, CELURL.isLetter(first),
            rest[..<colon].utf8.allSatisfy({
                CELURL.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e
            })
        {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(after: colon)...]
        } else if rest.first != "/" {
            return nil
        }
        var query = ""
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        self.text = text
        self.scheme = scheme
        self.query = query
        // Behind the scheme of what is no place anything may stand: `mailto:a`.
        guard rest.first == "/" else {
            (host, escapedPath) = ("", "")
            return
        }
        var host = ""
        if !scheme.isEmpty || !rest.hasPrefix("///"), rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            var authority = rest[..<slash]
            if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
            guard CELURL.isHost(authority) else { return nil }
            host = String(authority)
            rest = rest[slash...]
        }
        guard let path = CELURL.escaped(rest) else { return nil }
        self.host = host
        escapedPath = path
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte & 0xdf) }

    /// Without the port and the brackets of an IPv6 address.
    var hostname: String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host.dropFirst()[..<end]) }
        return host.lastIndex(of: ":").map { String(host[..<$0]) } ?? host
    }

    var port: String {
        guard let colon = host.lastIndex(of: ":"), host.firstIndex(of: "]").map({ $0 < colon }) ?? true else {
            return ""
        }
        return String(host[host.index(after: colon)...])
    }

    /// The values of each name, in their order; what cannot be read is left out.
    var parameters: [(name: String, values: [String])] {
        var found: [(name: String, values: [String])] = []
        for part in query.split(separator: "&") where !part.contains(";") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = CELURL.unescaped(halves[0]),
                let value = CELURL.unescaped(halves.count > 1 ? halves[1] : "")
            else { continue }
            if let index = found.firstIndex(where: { $0.name == name }) {
                found[index].values.append(value)
            } else {
                found.append((name, [value]))
            }
        }
        return found
    }

    private static func isHost(_ authority: Substring) -> Bool {
        var name = authority
        if authority.hasPrefix("[") {
            guard let end = authority.lastIndex(of: "]") else { return false }
            name = authority[authority.index(after: end)...]
            if !name.isEmpty, name.first != ":" { return false }
        }
        if let colon = name.lastIndex(of: ":") {
            guard name[name.index(after: colon)...].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return false
            }
        }
        return authority.utf8.allSatisfy { !" \"<>\\^`{|}".utf8.contains($0) } && unescaped(authority) != nil
    }

    /// A path as Go's EscapedPath writes it; nil where an escape is broken.
    private static func escaped(_ path: Substring) -> String? {
        guard unescaped(path) != nil else { return nil }
        var result = ""
        for byte in path.utf8 {
            let isPlain =
                isLetter(byte) || (0x30...0x39).contains(byte) || "-_.~$&+,/:;=@!'()*[]%".utf8.contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.utf8.count < 2 ? "0" : "") + hex
            }
        }
        return result
    }

    private static func unescaped(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte == 0x2b ? 0x20 : byte)
                continue
            }
            guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

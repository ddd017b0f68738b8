/// The parts of an image's name: `registry.example:5000/shop/api:v1@sha256:…`
/// (https://pkg.go.dev/github.com/distribution/reference).
public struct ImageReference: Hashable, Sendable {
    /// With the registry, as it was written.
    public var name: String
    public var tag: String?
    public var digest: String?

    /// Nil for what is no image reference: empty, with blanks or with capital letters in the path.
    public init?(_ text: String) {
        var rest = text[...]
        if let at = rest.firstIndex(of: "@") {
            let digest = String(rest[rest.index(after: at)...])
            guard ImageReference.isDigest(digest) else { return nil }
            self.digest = digest
            rest = rest[..<at]
        }
        let lastSlash = rest.lastIndex(of: "/")
        if let colon = rest.lastIndex(of: ":"), lastSlash.map({ $0 < colon }) ?? true {
            let tag = String(rest[rest.index(after: colon)...])
            guard ImageReference.isTag(tag) else { return nil }
            self.tag = tag
            rest = rest[..<colon]
        }
        name = String(rest)
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 1, let first = parts.first,
            first.contains(".") || first.contains(":") || first == "localhost" || first != first.lowercased()
        {
            guard
                first.utf8.allSatisfy({
                    ImageReference.isWord($0) || $0 == 0x2e || $0 == 0x3a || $0 == 0x2d || $0 == 0x5b || $0 == 0x5d
                })
            else { return nil }
            parts.removeFirst()
        }
        guard !parts.isEmpty, parts.allSatisfy(ImageReference.isComponent) else { return nil }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLower(byte) || (byte >= 0x41 && byte <= 0x5a)
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39)
    }

    /// Lower-case letters and digits, joined by one dot, one or two underscores, or hyphens.
    private static func isComponent(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, isLower(first), isLower(last) else { return false }
        var index = 0
        while index < bytes.count {
            if isLower(bytes[index]) {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, bytes[index] == bytes[start] { index += 1 }
            let length = index - start
            switch bytes[start] {
            case 0x2e where length == 1: break
            case 0x5f where length <= 2: break
            case 0x2d: break
            default: return false
            }
            if index < bytes.count, !isLower(bytes[index]) { return false }
        }
        return true
    }

    private static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128, isWord(first) || first == 0x5f else { return false }
        return text.utf8.allSatisfy { isWord($0) || $0 == 0x5f || $0 == 0x2e || $0 == 0x2d }
    }

    private static func isDigest(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].utf8.count >= 32 else { return false }
        return parts[1].utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) }
    }
}

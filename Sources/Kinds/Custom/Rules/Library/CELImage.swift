/// A reference to a container image, as go-containerregistry reads it.
struct CELImage: Sendable {
    let text: String
    let registry: String
    let repository: String
    /// Empty where a digest says what is meant.
    let tag: String
    let digest: String

    init?(_ text: String) {
        var base = text[...]
        var digest = ""
        if let at = base.firstIndex(of: "@") {
            digest = String(base[base.index(after: at)...])
            base = base[..<at]
            guard CELImage.isDigest(digest) else { return nil }
        }
        var tag = ""
        if let colon = base.lastIndex(of: ":"), !base[colon...].contains("/") {
            tag = String(base[base.index(after: colon)...])
            base = base[..<colon]
            let isTag =
                (1...128).contains(tag.utf8.count)
                && tag.unicodeScalars.allSatisfy { ScalarSet.isWord($0) || $0 == "-" || $0 == "." }
            guard isTag else { return nil }
        }
        var registry = "index.docker.io"
        if let slash = base.firstIndex(of: "/") {
            let head = base[..<slash]
            if head.contains(".") || head.contains(":") || head == "localhost" {
                registry = String(head)
                base = base[base.index(after: slash)...]
            }
        }
        let parts = base.split(separator: "/", omittingEmptySubsequences: false)
        let fits =
            (2...255).contains(base.utf8.count) && !parts.contains { $0.isEmpty }
            && base.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || "_-./".utf8.contains($0) }
        guard fits else { return nil }
        self.text = text
        self.registry = registry
        repository = registry == "index.docker.io" && parts.count == 1 ? "library/\(base)" : String(base)
        self.tag = digest.isEmpty ? (tag.isEmpty ? "latest" : tag) : ""
        self.digest = digest
    }

    private static func isDigest(_ text: String) -> Bool {
        text.hasPrefix("sha256:") && text.utf8.count == 71
            && text.utf8.dropFirst(7).allSatisfy { (97...102).contains($0) || (48...57).contains($0) }
    }
}

import Git

extension SyncLoop {
    /// Whether a push to one of these addresses and this ref concerns the application. Addresses are compared by host and
    /// path, so that `https://host/team/shop`, `git@host:team/shop.git` and `ssh://git@host:22/team/shop` are the same.
    nonisolated func follows(_ repositories: [String], ref: String) -> Bool {
        let mine = comparableAddress(settings.repo)
        guard repositories.contains(where: { comparableAddress($0) == mine }) else { return false }
        return ref.isEmpty || namesSameRef(settings.ref, ref)
    }
}

/// `host/path`, lower-case, without scheme, user, port and `.git`; a local path as it is.
func comparableAddress(_ address: String) -> String {
    guard let location = try? GitLocation(address) else { return address }
    if location.isLocal { return strippingGit(location.folder) }
    var text = location.description
    if let mark = text.firstRange(of: "://") { text = String(text[mark.upperBound...]) }
    if let at = text.firstIndex(of: "@") { text = String(text[text.index(after: at)...]) }
    text = text.replacing(":", with: "/", maxReplacements: location.port == nil ? 1 : 0)
    if let port = location.port { text = text.replacing(":\(port)", with: "", maxReplacements: 1) }
    return strippingGit(text.replacing("/./", with: "/").lowercased())
}

private func strippingGit(_ text: String) -> String {
    var text = text
    while text.hasSuffix("/") { text.removeLast() }
    if text.hasSuffix(".git") { text.removeLast(4) }
    return text
}

/// A pushed ref (`refs/heads/main`) against a configured one (`main`). A version range may be met by any tag.
func namesSameRef(_ configured: String, _ pushed: String) -> Bool {
    if configured == pushed || pushed == "refs/heads/\(configured)" || pushed == "refs/tags/\(configured)" {
        return true
    }
    return pushed.hasPrefix("refs/tags/") && configured.contains(where: { "xX*^~<>=".contains($0) })
}

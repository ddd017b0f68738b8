/// What a user's reference may mean, before any repository has been asked.
struct RefRequest: Hashable {
    var text: String
    /// The reference names to look up.
    var names: [String]
    /// The commit, where the text is a full id; then no name counts, so that a branch cannot take a pin's place.
    var commit: ObjectID?
    /// The first hex digits of a commit id, where the text may be that.
    var prefix: String?
    /// Which tags to choose among, where the text is a version range.
    var range: VersionRange?

    init(_ text: String) {
        self.text = text
        commit = ObjectID(text)
        if commit != nil {
            names = []
        } else if text == "HEAD" || text.hasPrefix("refs/") {
            names = [text]
        } else {
            names = ["refs/heads/\(text)", "refs/tags/\(text)"]
            if text.hasPrefix("heads/") || text.hasPrefix("tags/") { names.append("refs/\(text)") }
            range = VersionRange(text)
            let isHex = text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
            }
            if isHex, (4..<40).contains(text.utf8.count) { prefix = text.lowercased() }
        }
    }

    /// The one meaning among the references that were found; nil where none is named so.
    func choose(among found: [RefEntry]) throws(GitTrouble) -> RefEntry? {
        var chosen: RefEntry?
        for name in names {
            guard let entry = found.first(where: { $0.name == name }) else { continue }
            if let chosen, chosen.target != entry.target {
                throw GitTrouble(
                    .refAmbiguous,
                    "\"\(text)\" is both \(chosen.name) and \(entry.name), at different commits. Write the full name.")
            }
            chosen = chosen ?? entry
        }
        return chosen
    }

    /// The tag with the highest version in the range.
    func chooseVersion(among found: [RefEntry]) throws(GitTrouble) -> RefEntry? {
        guard let range else { return nil }
        var best: (version: SemanticVersion, entry: RefEntry)?
        var rival: RefEntry?
        for entry in found {
            guard entry.name.hasPrefix("refs/tags/"),
                let version = SemanticVersion(entry.name.dropFirst("refs/tags/".count)), range.contains(version)
            else { continue }
            if let current = best, !(current.version < version) {
                if current.version == version, current.entry.target != entry.target { rival = entry }
            } else {
                best = (version, entry)
                rival = nil
            }
        }
        if let best, let rival {
            throw GitTrouble(
                .refAmbiguous,
                "The highest version in \"\(text)\" is both \(best.entry.name) and \(rival.name), at different "
                    + "commits. Remove one of the tags.")
        }
        return best?.entry
    }
}

import CLibGit2

/// Finds what a user's reference means in a repository of this machine.
///
/// - Returns: the reference and its commit; nil where there is none.
func lookUp(_ request: RefRequest, in store: ObjectStore) throws -> Tip? {
    if let commit = request.commit {
        guard store.database.has(commit) else { return nil }
        let header = try store.database.header(of: commit)
        guard header.type == GIT_OBJECT_COMMIT else { throw notACommit(request.text) }
        return Tip(reference: nil, commit: commit.description)
    }
    if let entry = try request.choose(among: store.references(named: request.names)) {
        return try tip(entry, in: store)
    }
    if request.range != nil, let entry = try request.chooseVersion(among: store.references(matching: "refs/tags/*")) {
        return try tip(entry, in: store)
    }
    if let prefix = request.prefix, let commit = try store.commit(withPrefix: prefix) {
        return Tip(reference: nil, commit: commit.description)
    }
    return nil
}

private func tip(_ entry: RefEntry, in store: ObjectStore) throws -> Tip {
    guard try store.database.header(of: entry.target).type == GIT_OBJECT_COMMIT else {
        throw notACommit(entry.name)
    }
    return Tip(reference: entry.name, commit: entry.target.description)
}

private func notACommit(_ name: String) -> GitTrouble {
    GitTrouble(.refNotFound, "\(name) is no commit: it leads to a file or a folder. Name a branch, tag or commit.")
}

/// What is said where a reference is not there: an empty repository is another trouble than a deleted branch.
func absence(of request: RefRequest, in location: String, having names: [String]) -> GitTrouble {
    guard !names.isEmpty else {
        return GitTrouble(
            .repositoryEmpty, "The repository \(location) is empty: it has no branch yet. Push a commit to it.")
    }
    let sorted = names.sorted()
    let branches = sorted.filter { $0.hasPrefix("refs/heads/") }.map { String($0.dropFirst("refs/heads/".count)) }
    let tags = sorted.filter { $0.hasPrefix("refs/tags/") }.map { String($0.dropFirst("refs/tags/".count)) }
    let what =
        request.commit != nil || request.range != nil && request.prefix == nil
        ? (request.commit != nil ? "commit" : "branch, tag or version in the range")
        : "branch, tag or commit"
    func list(_ names: [String], _ word: String) -> String {
        names.isEmpty ? "" : " \(word): \(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? ", …" : "")."
    }
    return GitTrouble(
        .refNotFound,
        "The repository \(location) has no \(what) \"\(request.text)\" (any more). Push it, or follow another."
            + (request.commit != nil ? "" : list(branches, "Its branches") + list(tags, "Its tags")))
}

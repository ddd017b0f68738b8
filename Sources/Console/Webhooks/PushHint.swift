import Model

/// What a delivery says: which repository changed, and where. Only a hint; what is applied is read from the repository.
struct PushHint: Hashable, Sendable {
    /// Every address that the payload gives for the repository.
    var repositories: [String]
    /// `refs/heads/main`; none says that any may have changed.
    var refs: [String]

    /// Reads the payloads of all providers, which differ in what they name and not in what the names mean. nil where
    /// the payload names no repository, or something in it is not what it has to be.
    init?(_ payload: Value) {
        guard payload.isObject, let refs = pushedRefs(payload) else { return nil }
        repositories = PushHint.repositories(in: payload)
        self.refs = refs
        if repositories.isEmpty { return nil }
    }

    private static let longestAddress = 2048

    private static func repositories(in payload: Value) -> [String] {
        var found: [String] = []
        func take(_ value: Value?) {
            guard let text = value?.string, !text.isEmpty, text.utf8.count <= longestAddress, !found.contains(text)
            else { return }
            found.append(text)
        }
        for name in ["repository", "project", "repo"] {
            take(payload[name])
            for key in addressKeys { take(payload.at(name, key)) }
            // Bitbucket: https://…/links/{clone: [{href}], html: {href}, self: [{href}]}
            for link in ["clone", "html", "self"] {
                let target = payload.at(name, "links", link)
                take(target?["href"])
                for one in (target?.elements ?? []).prefix(16) { take(one["href"]) }
            }
        }
        for key in addressKeys { take(payload[key]) }
        return found
    }

    private static let addressKeys = [
        "clone_url", "ssh_url", "html_url", "git_url", "git_http_url", "git_ssh_url", "http_url", "web_url", "homepage",
        "url",
    ]
}

/// More refs than this in one push are taken for all of them.
private let mostRefs = 100

/// The refs that a push moved, none for any; nil where the payload is not well formed.
private func pushedRefs(_ payload: Value) -> [String]? {
    if let ref = payload["ref"] {
        guard let text = ref.string, text.utf8.count <= 1024 else { return nil }
        return text.isEmpty ? [] : [text]
    }
    // Bitbucket Data Center: changes[].ref.id; Bitbucket Cloud: push.changes[].new and old, null where there is none.
    guard let changes = payload["changes"] ?? payload["push"]?["changes"] else { return [] }
    guard let all = changes.array else { return nil }
    if all.count > mostRefs { return [] }
    var refs: [String] = []
    for change in all {
        let named =
            change.at("ref", "id")?.string ?? change["refId"]?.string ?? cloudRef(change["new"])
            ?? cloudRef(change["old"])
        guard let named, named.utf8.count <= 1024 else { return nil }
        if !refs.contains(named) { refs.append(named) }
    }
    return refs
}

private func cloudRef(_ side: Value?) -> String? {
    guard let name = side?["name"]?.string else { return nil }
    return (side?["type"]?.string == "tag" ? "refs/tags/" : "refs/heads/") + name
}

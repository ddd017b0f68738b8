import CLibGit2
import Model

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A connection to a server; closed with its owner.
struct Remote: ~Copyable {
    private let raw: OpaquePointer

    init(_ address: String, in store: ObjectStore) throws(LibGit2Failure) {
        raw = try gitHandle { handle in
            var options = git_remote_create_options()
            git_remote_create_options_init(&options, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION))
            options.repository = store.repository.raw
            options.flags =
                GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC.rawValue
            return git_remote_create_with_opts(&handle, address, &options)
        }
    }

    deinit {
        git_remote_disconnect(raw)
        git_remote_free(raw)
    }

    func connect(_ callbacks: RemoteCallbacks) throws(LibGit2Failure) {
        var options = git_remote_connect_options()
        try git { git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION)) }
        callbacks.fill(&options.callbacks)
        options.proxy_opts.type = GIT_PROXY_NONE
        // Redirects to the same host only: a password never follows one to another.
        options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
        try git { git_remote_connect_ext(raw, GIT_DIRECTION_FETCH, &options) }
    }

    /// What the server advertises, tags peeled.
    func references() throws(LibGit2Failure) -> [RefEntry] {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try git { git_remote_ls(&heads, &count, raw) }
        var entries: [RefEntry] = []
        var positions: [String: Int] = [:]
        for index in 0..<count {
            guard let head = heads?[index], let text = head.pointee.name else { continue }
            let name = String(cString: text)
            let target = ObjectID(head.pointee.oid)
            if name.hasSuffix("^{}") {
                // Follows the tag that it peels.
                if let position = positions[String(name.dropLast(3))] { entries[position].target = target }
            } else {
                positions[name] = entries.count
                entries.append(RefEntry(name: name, target: target))
            }
        }
        return entries
    }

    func fetch(_ refspecs: [String], _ callbacks: RemoteCallbacks) throws(LibGit2Failure) {
        var options = git_fetch_options()
        try git { git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)) }
        callbacks.fill(&options.callbacks)
        options.proxy_opts.type = GIT_PROXY_NONE
        options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.update_fetchhead = 0
        var texts: [UnsafeMutablePointer<CChar>?] = refspecs.map { strdup($0) }
        defer { texts.forEach { free($0) } }
        try git {
            texts.withUnsafeMutableBufferPointer { buffer in
                var list = git_strarray(strings: buffer.baseAddress, count: buffer.count)
                return git_remote_fetch(raw, &list, &options, nil)
            }
        }
    }
}

extension ObjectStore {
    func deleteReferences(matching glob: String) throws(LibGit2Failure) {
        for entry in try references(matching: glob) {
            try git { git_reference_remove(repository.raw, entry.name) }
        }
    }

    /// A reference for each fetched tip tells the server what is here already. The newest ones do that; the objects of
    /// the others stay.
    func forgetOldTips(keeping limit: Int) throws(LibGit2Failure) {
        let tips = try references(matching: "refs/plumb/kept/*")
        guard tips.count > limit else { return }
        let dated = tips.map { ($0, (try? commit($0.target).time) ?? .distantPast) }.sorted { $0.1 > $1.1 }
        for (entry, _) in dated.dropFirst(limit) { try git { git_reference_remove(repository.raw, entry.name) } }
    }
}

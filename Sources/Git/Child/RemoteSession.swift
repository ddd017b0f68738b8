import CLibGit2

/// One conversation with a server, in the child process: list, decide, fetch.
final class RemoteSession {
    private let request: GitChildRequest
    private let credentials: RemoteCallbacks

    init(_ request: GitChildRequest) {
        self.request = request
        credentials = RemoteCallbacks(request)
    }

    func run(progress: @escaping () -> Void) throws(GitTrouble) -> Tip {
        credentials.onProgress = progress
        do {
            return try withExtendedLifetime(credentials) { try converse() }
        } catch let trouble as GitTrouble {
            throw trouble
        } catch let failure as LibGit2Failure {
            throw remoteTrouble(failure, request: request, callbacks: credentials)
        } catch {
            throw GitTrouble(.other, "The repository \(request.display) cannot be read: \(error).")
        }
    }

    private func converse() throws -> Tip {
        try LibGit2.start()
        try git { plumb_git_set_fsync(1) }
        if let file = request.caFile, plumb_git_set_certificates(file) < 0 {
            throw GitTrouble(
                .invalid,
                "The CA file \(file) cannot be used: \(LibGit2Failure.last(-1).text). It must hold PEM certificates.")
        }
        let mirror: ObjectStore
        do throws(LibGit2Failure) {
            mirror = try ObjectStore(at: request.mirror)
        } catch {
            throw GitTrouble(.mirrorDamaged, "The copy in \(request.mirror) cannot be opened: \(error.text).")
        }
        let remote = try Remote(request.address, in: mirror)
        try remote.connect(credentials)
        let advertised = try remote.references()
        let wanted = RefRequest(request.ref)
        let choice = try choose(wanted, advertised, mirror)
        if case .known(let tip) = choice, !request.fetches || ObjectID(tip.commit).map(mirror.holds) == true {
            return tip
        }
        guard request.fetches else { throw absence(wanted, advertised) }
        return try fetch(choice, wanted, advertised, remote, mirror)
    }

    private enum Choice {
        case known(Tip)
        /// A commit that no reference leads to directly: everything is fetched to find it.
        case somewhere
    }

    private func choose(
        _ wanted: RefRequest, _ advertised: [RefEntry], _ mirror: ObjectStore
    ) throws -> Choice {
        if let commit = wanted.commit {
            if mirror.holds(commit) { return .known(Tip(reference: nil, commit: commit.description)) }
            guard !advertised.isEmpty else { throw absence(wanted, advertised) }
            let leads = advertised.contains { $0.target == commit }
            return leads ? .known(Tip(reference: nil, commit: commit.description)) : .somewhere
        }
        if let entry = try wanted.choose(among: advertised) ?? wanted.chooseVersion(among: advertised) {
            return .known(Tip(reference: entry.name, commit: entry.target.description))
        }
        guard wanted.prefix != nil, !advertised.isEmpty else { throw absence(wanted, advertised) }
        if let tip = try lookUp(wanted, in: mirror) { return .known(tip) }
        return .somewhere
    }

    private func fetch(
        _ choice: Choice, _ wanted: RefRequest, _ advertised: [RefEntry], _ remote: borrowing Remote,
        _ mirror: ObjectStore
    ) throws -> Tip {
        switch choice {
        case .known(let tip):
            guard let id = ObjectID(tip.commit) else { throw absence(wanted, advertised) }
            let name = advertised.first { $0.target == id && $0.name != "HEAD" && $0.name == tip.reference ?? $0.name }
            try mirror.forgetOldTips(keeping: 50)
            try remote.fetch(["+\(name?.name ?? "HEAD"):refs/plumb/kept/\(id)"], credentials)
            guard mirror.holds(id) else {
                throw GitTrouble(
                    .sourceDamaged,
                    "The server of \(request.display) did not send all of commit \(id). Check it there "
                        + "with git fsck, and push the branch again.")
            }
            return tip
        case .somewhere:
            // Names that clash with those of a former fetch (a branch `a`, then `a/b`) are out of the way.
            try mirror.deleteReferences(matching: "refs/plumb/all/*")
            try remote.fetch(
                ["+refs/heads/*:refs/plumb/all/heads/*", "+refs/tags/*:refs/plumb/all/tags/*"], credentials)
            guard let tip = try lookUp(RefRequest(request.ref).onlyCommits, in: mirror) else {
                throw absence(wanted, advertised)
            }
            return tip
        }
    }

    private func absence(_ wanted: RefRequest, _ advertised: [RefEntry]) -> GitTrouble {
        Git.absence(of: wanted, in: request.display, having: advertised.map(\.name))
    }
}

extension RefRequest {
    /// Without names: for a mirror, whose own references mean nothing to the user.
    fileprivate var onlyCommits: RefRequest {
        var request = self
        request.names = []
        request.range = nil
        return request
    }
}

import CLibGit2
import Model

/// A repository of this machine: looked up in place, copied by plumb itself.
extension Mirror {
    func localTip(_ ref: String) throws(GitTrouble) -> Tip {
        try localTip(ref, in: openSource())
    }

    /// The revision that `ref` names, with its files in the mirror.
    func localUpdate(_ ref: String) throws(GitTrouble) -> Revision {
        let source = try openSource()
        let tip = try localTip(ref, in: source)
        guard let id = ObjectID(tip.commit) else { throw GitTrouble(.other, "\(tip.commit) is no commit id.") }
        if !isDamaged {
            if let known = try known(id) { return known }
            do throws(CopyFailure) {
                return try copy(id, from: source)
            } catch {
                // Whatever is wrong with the copy, it can be made anew, once; then its error is told. A source that is
                // being repacked at this moment reads well with the second look.
                if case .mirror = error { isDamaged = true }
            }
        }
        let again = try openSource()
        let isRebuild = isDamaged
        if isRebuild { setMirrorAside() }
        do throws(CopyFailure) {
            let revision = try copy(id, from: again)
            if isRebuild { endRebuild(isWhole: true) }
            return revision
        } catch {
            if isRebuild { endRebuild(isWhole: false) }
            switch error {
            case .source(let failure): throw sourceTrouble(failure)
            case .mirror(let failure): throw mirrorTrouble(failure)
            }
        }
    }

    /// The revision where the mirror has it whole.
    func known(_ id: ObjectID) throws(GitTrouble) -> Revision? {
        let store = try store()
        guard store.holds(id) else { return nil }
        return try? store.commit(id).revision
    }

    private func copy(_ id: ObjectID, from source: ObjectStore) throws(CopyFailure) -> Revision {
        let commit: GitCommit
        do throws(LibGit2Failure) { commit = try source.commit(id) } catch { throw .source(error) }
        let mirror: ObjectStore
        do throws(GitTrouble) {
            mirror = try store()
        } catch {
            throw .mirror(LibGit2Failure(code: -1, category: 0, text: error.message))
        }
        let written = try copyRevision(commit, from: source, to: mirror, history: 256)
        syncToDisk(written, in: folder)
        if !written.isEmpty { housekeeping.tidyWhereNeeded(folder) }
        return commit.revision
    }

    private func openSource() throws(GitTrouble) -> ObjectStore {
        do throws(LibGit2Failure) {
            return try ObjectStore(at: source.location.folder)
        } catch {
            if error.isNotFound {
                throw GitTrouble(
                    .repositoryNotFound,
                    "There is no git repository at \(source.location). Check the path, or make it: git init --bare."
                )
            }
            if error.isOf(GIT_ERROR_OS) || error.isOf(GIT_ERROR_FILESYSTEM) {
                throw GitTrouble(
                    .unreachable,
                    "The repository \(source.location) cannot be opened: \(error.text). Check its permissions.")
            }
            throw GitTrouble(
                .invalid, "The repository \(source.location) cannot be used: \(error.text). Check it with git fsck.")
        }
    }

    private func localTip(_ ref: String, in store: ObjectStore) throws(GitTrouble) -> Tip {
        let request = RefRequest(ref)
        do {
            if let tip = try lookUp(request, in: store) { return tip }
            throw absence(
                of: request, in: source.location.description,
                having: try store.references(matching: "refs/*", limit: 100).map(\.name))
        } catch let trouble as GitTrouble {
            throw trouble
        } catch let failure as LibGit2Failure {
            throw sourceTrouble(failure)
        } catch {
            throw GitTrouble(.other, "The repository \(source.location) cannot be read: \(error).")
        }
    }

    private func sourceTrouble(_ failure: LibGit2Failure) -> GitTrouble {
        GitTrouble(
            .sourceDamaged,
            "The repository \(source.location) has damaged or missing objects: \(failure.text). "
                + "Check it with git fsck, and push the branch again.")
    }
}

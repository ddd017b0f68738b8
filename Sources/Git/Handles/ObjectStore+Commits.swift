import CLibGit2
import Model

extension ObjectStore {
    /// Reads a commit; a failure where the id is another kind of object.
    func commit(_ id: ObjectID) throws(LibGit2Failure) -> GitCommit {
        let commit = try gitHandle { handle in id.withOID { git_commit_lookup(&handle, repository.raw, $0) } }
        defer { git_commit_free(commit) }
        guard let tree = git_commit_tree_id(commit) else { throw .last(-1) }
        let parents = (0..<git_commit_parentcount(commit)).compactMap { index in
            git_commit_parent_id(commit, index).map { ObjectID($0.pointee).description }
        }
        return GitCommit(
            id: id.description, parents: parents, tree: ObjectID(tree.pointee),
            author: signature(git_commit_author(commit)), committer: signature(git_commit_committer(commit)),
            message: text(git_commit_message(commit)), time: Instant(seconds: clamped(git_commit_time(commit))))
    }

    /// The commits that lead to `tip`, newest first as git's own log has them, without `base` and what leads to it.
    /// It stops where the copied history ends.
    func log(from base: ObjectID?, to tip: ObjectID, limit: Int) throws(LibGit2Failure) -> [GitCommit] {
        var hidden: Set<String> = []
        if let base {
            // As many as could matter to the answer: what is older than all of them is older than the answer too.
            hidden = Set(ancestry(of: [base.description], excluding: [], limit: limit &* 4 &+ 64).map(\.id))
        }
        return ancestry(of: [tip.description], excluding: hidden, limit: limit)
    }

    private func ancestry(of starts: [String], excluding hidden: Set<String>, limit: Int) -> [GitCommit] {
        var seen = Set(starts)
        var open: [GitCommit] = []
        var found: [GitCommit] = []
        func visit(_ id: String) {
            guard !hidden.contains(id), let oid = ObjectID(id), let commit = try? commit(oid) else { return }
            let index = open.firstIndex { $0.time < commit.time } ?? open.endIndex
            open.insert(commit, at: index)
        }
        starts.forEach(visit)
        while found.count < limit, !open.isEmpty {
            let next = open.removeFirst()
            found.append(next)
            for parent in next.parents where seen.insert(parent).inserted { visit(parent) }
        }
        return found
    }

    private func signature(_ signature: UnsafePointer<git_signature>?) -> String {
        guard let signature else { return "" }
        return "\(text(signature.pointee.name)) <\(text(signature.pointee.email))>"
    }
}

/// Repairs what is no UTF-8: a commit's text is only ever shown.
private func text(_ bytes: UnsafePointer<CChar>?) -> String { bytes.map { String(cString: $0) } ?? "" }

/// A commit may claim any time; Instant counts milliseconds.
private func clamped(_ seconds: Int64) -> Int64 { min(max(seconds, -(1 << 50)), 1 << 50) }

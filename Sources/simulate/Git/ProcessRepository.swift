import Engine
import Git
import Model
import Reconciler

/// The repository as one process of plumb reaches it. What it fetched it has.
struct ProcessRepository: RevisionSource {
    let repository: FaultyRepository
    let life: Life
    let source: GitSource
    /// Told of what each look found.
    let saw: @Sendable (String) -> Void

    func fingerprint() -> Fingerprint? { nil }

    func update() async throws(GitTrouble) -> Revision {
        guard life.effect() else { throw GitTrouble(.cancelled, "dead") }
        let commit = try repository.look(at: life.clock.now)
        saw(commit.id)
        return commit.revision
    }

    func revision(_ id: String) async throws(GitTrouble) -> Revision {
        guard let commit = repository.commit(id) else { throw GitTrouble(.refNotFound, "no commit \(id)") }
        return commit.revision
    }

    func tree(of revision: String) async throws(GitTrouble) -> RevisionTree {
        guard !life.isDead else { throw GitTrouble(.cancelled, "dead") }
        guard let commit = repository.commit(revision) else {
            throw GitTrouble(.refNotFound, "no commit \(revision)")
        }
        return RevisionTree(revision: revision, path: "", tree: commit.tree, files: commit.files)
    }

    func read(_ files: [TreeFile]) async throws(GitTrouble) -> [[UInt8]] {
        guard !life.isDead else { throw GitTrouble(.cancelled, "dead") }
        var contents: [[UInt8]] = []
        for file in files {
            guard let bytes = repository.blobs[file.blob] else {
                throw GitTrouble(.mirrorDamaged, "no blob \(file.blob)")
            }
            contents.append(bytes)
        }
        return contents
    }
}

extension FaultyRepository.Commit {
    var revision: Revision {
        Revision(id: id, author: "Ada <ada@example.com>", message: content.description, time: time)
    }
}

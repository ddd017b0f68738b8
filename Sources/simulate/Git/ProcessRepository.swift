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
        let files = commit.content.files
        let ids = files.compactMap { file in
            objectID(of: file.text).map { (path: file.path, id: $0, size: file.text.utf8.count) }
        }
        guard let tree = objectID(of: ids.map { "\($0.path) \($0.id)" }.joined(separator: "\n")) else {
            throw GitTrouble(.other, "no tree")
        }
        return RevisionTree(
            revision: revision, path: "", tree: tree,
            files: ids.map { TreeFile(path: $0.path, blob: $0.id, size: $0.size) })
    }

    func read(_ files: [TreeFile]) async throws(GitTrouble) -> [[UInt8]] {
        guard !life.isDead else { throw GitTrouble(.cancelled, "dead") }
        var contents: [[UInt8]] = []
        for wanted in files {
            // The same bytes have the same id, whatever revision they are looked up in.
            let found = repository.commits.lazy.flatMap(\.content.files).first {
                $0.path == wanted.path && objectID(of: $0.text) == wanted.blob
            }
            guard let found else { throw GitTrouble(.mirrorDamaged, "no blob \(wanted.blob)") }
            contents.append(Array(found.text.utf8))
        }
        return contents
    }
}

extension FaultyRepository.Commit {
    var revision: Revision {
        Revision(id: id, author: "Ada <ada@example.com>", message: content.description, time: time)
    }
}

/// 160 bits that tell texts apart.
private func objectID(of text: String) -> ObjectID? {
    var words: [UInt64] = [0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f, 0x8422_2325_cbf2_9ce4]
    for byte in text.utf8 {
        for index in words.indices {
            words[index] = (words[index] ^ UInt64(byte)) &* (0x100_0000_01b3 &+ UInt64(index) * 2)
        }
    }
    let digits = words.map { word in
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    return ObjectID(digits.prefix(40))
}

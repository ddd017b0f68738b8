import Git
import Model
import Reconciler

/// A repository that everybody pushes to, and that cannot always be reached.
///
/// Unchecked: only the simulation's one thread touches it.
final class FaultyRepository: @unchecked Sendable {
    /// Of a thousand looks, how many fail, and how many see the former tip.
    struct Faults: Hashable, Sendable {
        var unreachable = 0
        var behind = 0
        static let none = Faults()
    }

    struct Commit {
        var id: String
        var content: Content
        var time: Instant
        var tree: ObjectID
        var files: [TreeFile]
    }

    /// Every file that was ever pushed.
    private(set) var blobs: [ObjectID: [UInt8]] = [:]
    private(set) var commits: [Commit] = []
    private(set) var tip = 0
    /// What a replica that is behind shows: where the branch was before.
    private var former = 0
    var goneUntil: Instant?
    var faults = Faults.none
    var count: (Fault) -> Void = { _ in }
    private var random: Random

    init(seed: UInt64) { random = Random(seed: seed, "git") }

    func push(_ content: Content, at now: Instant) {
        let number = commits.count + 1
        let id = String(repeating: "0", count: 36 - "\(number)".count) + "c0" + "\(number)" + "ff"
        var files: [TreeFile] = []
        for (path, text) in content.files {
            guard let blob = objectID(of: text) else { continue }
            blobs[blob] = Array(text.utf8)
            files.append(TreeFile(path: path, blob: blob, size: text.utf8.count))
        }
        guard let tree = objectID(of: files.map { "\($0.path) \($0.blob)" }.joined(separator: "\n")) else { return }
        commits.append(Commit(id: id, content: content, time: now, tree: tree, files: files))
        move(to: commits.count - 1)
    }

    /// As `git push --force` does.
    func move(to commit: Int) {
        guard commits.indices.contains(commit), commit != tip || commits.count == 1 else { return }
        former = tip
        tip = commit
    }

    func look(at now: Instant) throws(GitTrouble) -> Commit {
        if let until = goneUntil, now < until {
            count(.gitUnreachable)
            throw GitTrouble(.unreachable, "The server of https://git.example/shop.git cannot be reached.")
        }
        if random.happens(faults.unreachable) {
            count(.gitUnreachable)
            throw GitTrouble(.timedOut, "The server of https://git.example/shop.git did not answer.")
        }
        guard commits.indices.contains(tip) else {
            throw GitTrouble(.repositoryEmpty, "The repository has no commit.")
        }
        if former != tip, random.happens(faults.behind) {
            count(.gitBehind)
            return commits[former]
        }
        return commits[tip]
    }

    func commit(_ id: String) -> Commit? { commits.first { $0.id == id } }
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

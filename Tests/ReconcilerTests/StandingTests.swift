import Apply
import Diff
import Git
import Model
import Render
import Testing

@testable import Reconciler

/// A `Standing` that is kept through random edits says what looking at everything anew says.
@Suite struct StandingTests {
    @Test("what is kept from look to look says what a full look says", arguments: 1...30)
    func keptIsFull(seed: Int) throws {
        var story = StandingStory(seed: UInt64(seed))
        for step in 0..<40 {
            story.edit()
            let kept = story.look()
            let full = story.fullLook()
            try #require(kept.contradiction(to: full) == nil, "seed \(seed), step \(step)")
            try #require(story.lookAnew().contradiction(to: full) == nil, "seed \(seed), step \(step), anew")
            story.goOn(kept)
        }
    }

    @Test("a commit that changes nothing, and one that changes a comment, compare nothing")
    func quiet() {
        var story = StandingStory(seed: 7)
        for _ in 0..<30 { story.edit() }
        story.mend()
        story.commit(story.look())
        _ = story.look()
        story.comment()
        var asked = 0
        #expect(story.look { _ in asked += 1 }.differences.isEmpty)
        #expect(asked == 0)
    }

    @Test("a drifted object is compared alone, and is in sync again once it was found so")
    func drift() throws {
        var story = StandingStory(seed: 11)
        for _ in 0..<30 { story.edit() }
        story.mend()
        story.commit(story.look())
        _ = story.look()
        let key = try #require(story.base.keys.sorted().first)
        let healthy = story.live[key]
        story.edit(live: key)
        #expect(!story.examine(key).isEmpty)
        var asked: Set<ObjectKey> = []
        #expect(story.look { asked.insert($0) }.differences.changes.map(\.key) == [key])
        #expect(asked == [key])
        story.live[key] = healthy
        story.moved.insert(key)
        #expect(story.examine(key).isEmpty)
        asked = []
        #expect(story.look { asked.insert($0) }.differences.isEmpty)
        #expect(asked.isEmpty)
    }
}

@Suite struct KeptStandingTests {
    @Test("the kinds of all that came to be applied are looked at, also where the next revision has none of them")
    func kinds() {
        let map = ObjectKey(group: "", kind: "ConfigMap", namespace: "shop", name: "config")
        let role = ObjectKey(group: "rbac.authorization.k8s.io", kind: "Role", namespace: "shop", name: "reader")
        let kept = KeptStanding(applied: [map], live: LiveObjects())
        kept.manage([role], without: [])
        #expect(kept.kinds.contains(ManifestSet.Kind(group: role.group, kind: role.kind)))
        #expect(kept.kinds.contains(ManifestSet.Kind(group: "", kind: "ConfigMap")))
    }
}

/// What is done is done, and is not missed.
@Suite struct VanishedTests {
    private static let key = ObjectKey(group: "batch", kind: "Job", namespace: "shop", name: "seed")

    private static func job(_ image: String, ttl: Int?) -> Value {
        var job: Value = [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "seed", "namespace": "shop"],
            "spec": ["template": ["spec": ["containers": [["name": "run", "image": Value(image)]]]]],
        ]
        if let ttl { job.set(Value(ttl), at: "spec", "ttlSecondsAfterFinished") }
        return job
    }

    @Test(
        "a Job that went by itself once it had finished is no drift; one without a time to live is",
        arguments: [10, nil])
    func drift(ttl: Int?) {
        var standing = Standing(applied: [Self.key])
        let found = standing.examine(
            Self.key, applied: Self.job("seed:1", ttl: ttl), live: nil, settings: builtinChangeSettings)
        #expect(found.isEmpty == (ttl != nil))
    }
}

@Suite struct TreeChangesTests {
    @Test("what changed between two trees leads from one to the other", arguments: 1...50)
    func leads(seed: Int) {
        var random = StandingStory.Random(state: UInt64(seed))
        func files(_ random: inout StandingStory.Random) -> [TreeFile] {
            let names = ["a", "a.yaml", "a/b.yaml", "a-b", "b", "ä.yaml", "c/d/e.yaml", "c.yaml"].filter { _ in
                Bool.random(using: &random)
            }
            return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
                TreeFile(path: $0, blob: StandingStory.blob("\(Int.random(in: 0..<2, using: &random))"), size: 1)
            }
        }
        let (old, new) = (files(&random), files(&random))
        let changes = TreeChanges(from: old, to: new)
        var result = Dictionary(uniqueKeysWithValues: old.map { ($0.path, $0.blob) })
        for path in changes.gone { result[path] = nil }
        for file in changes.changed {
            #expect(result[file.path] != file.blob)
            result[file.path] = file.blob
        }
        #expect(result == Dictionary(uniqueKeysWithValues: new.map { ($0.path, $0.blob) }))
        let tree = RevisionTree(revision: "r", path: "", tree: StandingStory.blob("t"), files: new)
        for file in new { #expect(tree.file(at: file.path) == file) }
        #expect(tree.file(at: "nowhere") == nil)
    }
}

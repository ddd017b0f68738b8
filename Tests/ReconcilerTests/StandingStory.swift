import Apply
import Diff
import Git
import Model
import Render

@testable import Reconciler

/// A repository, a ledger and a cluster, reduced to values, that change at random.
struct StandingStory {
    /// SplitMix64: the same seed tells the same story everywhere.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }

    /// What a look found.
    struct Look {
        var differences: Differences
        var problems: [Problem]

        /// In words, what is not the same; nil where nothing is.
        func contradiction(to other: Look) -> String? {
            if problems != other.problems { return "problems \(problems) for \(other.problems)" }
            let (mine, theirs) = (differences, other.differences)
            let changes = (mine.changes.map(\.key), theirs.changes.map(\.key))
            if changes.0 != changes.1 { return "changes \(changes.0) for \(changes.1)" }
            for (a, b) in zip(mine.changes, theirs.changes) where a != b {
                return "\(a.key): \(a.action) \(a.result?.json ?? "") \(a.origin.map { "\($0)" } ?? "") for "
                    + "\(b.action) \(b.result?.json ?? "") \(b.origin.map { "\($0)" } ?? "")"
            }
            if mine.applied.keys != theirs.applied.keys {
                return "applied \(mine.applied.keys.sorted()) for \(theirs.applied.keys.sorted())"
            }
            for (key, object) in mine.applied where theirs.applied[key] != .some(object) {
                return "applied \(key): \(object?.json ?? "nothing")"
            }
            return mine.gained == theirs.gained ? nil : "gained \(mine.gained) for \(theirs.gained)"
        }
    }

    var base: [ObjectKey: Value] = [:]
    var live: [ObjectKey: Value] = [:]
    var moved: Set<ObjectKey> = []
    private var standing = Standing(applied: [ObjectKey]())
    private var files: [String: [String]] = [:]
    private var isWidgetKnown = false
    private var version = 0
    private var random: Random

    init(seed: UInt64) { random = Random(state: seed) }

    // MARK: What happens

    /// One to three things.
    mutating func edit() {
        for _ in 0..<pick(1...3) {
            switch pick(0...16) {
            case 0...5: edit(path())
            case 6:
                let gone = path()
                files[gone] = nil
            case 7: moveDocument()
            case 8: comment()
            case 9: set("broken.yaml", "kind: [\n")
            case 10: set("kustomization.yaml", "resources: []\n")
            case 11...13: if let key = base.keys.sorted().randomElement(using: &random) { drift(key) }
            case 14: makeByHand()
            case 15:
                let scope = ["Cluster", "Namespaced"].randomElement(using: &random) ?? ""
                set("crd.yaml", StandingStory.definition(scope: scope))
            default:
                // From then on the cluster serves it.
                if pick(0...3) == 0 { isWidgetKnown = true }
            }
        }
    }

    /// The file is there, or not.
    private mutating func set(_ path: String, _ text: String) {
        files[path] = Bool.random(using: &random) ? nil : [text]
    }

    private mutating func edit(_ path: String) {
        var documents: [String] = []
        for _ in 0..<pick(0...4) { documents.append(document()) }
        files[path] = documents
    }

    /// Everything that is wrong goes.
    mutating func mend() {
        files["broken.yaml"] = nil
        files["kustomization.yaml"] = nil
        isWidgetKnown = true
        var seen: Set<ObjectKey> = []
        for path in files.keys.sorted() {
            files[path] = files[path]?.filter { text in
                let found = fullRendering([path: [text]]).manifests.map(\.key)
                return found.allSatisfy { seen.insert($0).inserted }
            }
        }
    }

    mutating func comment() {
        guard let path = files.keys.filter({ $0 != "broken.yaml" }).sorted().randomElement(using: &random) else {
            return
        }
        let text = "# Comment \(pick(0...1000))\n"
        files[path]?.insert(text, at: 0)
    }

    /// Somebody changes, or deletes, an object that is managed.
    mutating func edit(live key: ObjectKey) {
        var object = live[key] ?? .emptyObject
        object.set("by hand", at: "metadata", "labels", "tier")
        put(object)
    }

    mutating func drift(_ key: ObjectKey) {
        guard var object = live[key], pick(0...3) > 0 else {
            live[key] = nil
            moved.insert(key)
            return
        }
        object.set(Value("drift-\(pick(0...3))"), at: "metadata", "labels", pick(0...1) == 0 ? "tier" : "theirs")
        put(object)
    }

    /// What comes of a look: it is applied, it fails, or nobody does anything about it.
    mutating func goOn(_ look: Look) {
        switch pick(0...10) {
        case 0...5 where look.problems.isEmpty: commit(look)
        case 6: break
        case 7:
            // It was applied in part and put back.
            for change in look.differences.changes where base[change.key] != nil && live[change.key] != nil {
                if let object = live[change.key] { put(object) }
            }
        case 8:
            // A transaction of a former process was found to be finished.
            guard let key = base.keys.sorted().randomElement(using: &random), var object = base[key] else { return }
            object.set("recovered", at: "metadata", "labels", "tier")
            base[key] = object
            standing.doubt([key])
        case 9: standing.doubtEverything()
        default: for key in moved.sorted() where Bool.random(using: &random) { _ = examine(key) }
        }
    }

    mutating func commit(_ look: Look) {
        for change in look.differences.changes {
            if let result = change.result { put(result) } else { live[change.key] = nil }
        }
        for (key, object) in look.differences.applied {
            base[key] = object
            if object == nil { moved.remove(key) } else { moved.insert(key) }
        }
        standing.settle(look.differences.applied.keys)
    }

    private mutating func put(_ object: Value) {
        version += 1
        var object = object
        object.set(Value("\(version)"), at: "metadata", "resourceVersion")
        live[object.key] = object
        if base[object.key] != nil { moved.insert(object.key) }
    }

    private mutating func makeByHand() {
        let text = document()
        let found = fullRendering(["byHand.yaml": [text]]).manifests
        for manifest in found where live[manifest.key] == nil { put(manifest.object) }
    }

    private mutating func moveDocument() {
        guard let from = files.keys.sorted().randomElement(using: &random), var documents = files[from],
            !documents.isEmpty
        else { return }
        let document = documents.removeFirst()
        files[from] = documents
        let to = path()
        files[to, default: []].append(document)
    }

    // MARK: Looking

    mutating func look(asking: (ObjectKey) -> Void = { _ in }) -> Look {
        take(&standing)
        let keys = moved
        moved = []
        return compare(&standing, moved: keys, asking: asking)
    }

    mutating func examine(_ key: ObjectKey) -> [FieldChange] {
        moved.remove(key)
        guard let applied = base[key] else { return [] }
        return standing.examine(key, applied: applied, live: live[key], settings: builtinChangeSettings)
    }

    /// With nothing kept but the ledger's account.
    func lookAnew() -> Look {
        var standing = Standing(applied: base.keys)
        take(&standing)
        return compare(&standing, moved: [])
    }

    /// With nothing kept at all, by the functions that look at everything.
    func fullLook() -> Look {
        let rendering = fullRendering(files)
        var seen: Set<ObjectKey> = []
        let unique = rendering.manifests.filter { seen.insert($0.key).inserted }
        let desired = withConfigHashes(
            unique, applied: { base[$0] }, live: { live[$0] }, digest: { StandingStory.digest($0) })
        var found = Differences()
        found.changes = changes(from: base, to: desired, over: live, settings: builtinChangeSettings)
        for manifest in desired where base[manifest.key] != manifest.object {
            found.applied[manifest.key] = .some(manifest.object)
            if base[manifest.key] == nil { found.gained.append(manifest.key) }
        }
        for key in base.keys where !seen.contains(key) { found.applied[key] = .some(nil) }
        return Look(differences: found, problems: ManifestFiles(tree).problems + rendering.problems)
    }

    private func fullRendering(_ files: [String: [String]]) -> Rendering {
        var cache = RenderCache()
        let tree = StandingStory.tree(of: files)
        let sources = ManifestFiles(tree).sources
        for source in sources {
            cache.add(StandingStory.bytes(files[source.path] ?? []), of: source, settings: settings)
        }
        return cache.render(sources)
    }

    private func take(_ standing: inout Standing) {
        let step = standing.rendered.step(to: tree)
        standing.take(step, bytes: step.wanted.map { StandingStory.bytes(files[$0.path] ?? []) }, settings: settings)
    }

    private func compare(
        _ standing: inout Standing, moved: Set<ObjectKey>, asking: (ObjectKey) -> Void = { _ in }
    ) -> Look {
        let found = standing.compare(
            moved, from: base,
            over: { key in
                asking(key)
                return live[key]
            }, settings: builtinChangeSettings, digest: { StandingStory.digest($0) })
        return Look(differences: found, problems: standing.rendered.problems)
    }

    private var settings: RenderSettings {
        let isWidgetKnown = isWidgetKnown
        return RenderSettings(namespace: "shop") { _, kind in
            kind == "Namespace" || kind == "CustomResourceDefinition"
                ? false : kind == "Widget" ? (isWidgetKnown ? true : nil) : true
        }
    }

    private var tree: RevisionTree { StandingStory.tree(of: files) }

    private static func tree(of files: [String: [String]]) -> RevisionTree {
        let listed = files.map { path, documents in
            TreeFile(path: path, blob: blob(documents.joined(separator: "---\n")), size: 1)
        }
        return RevisionTree(
            revision: "r", path: "", tree: blob("tree"),
            files: listed.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
    }

    private static func bytes(_ documents: [String]) -> [UInt8] { Array(documents.joined(separator: "---\n").utf8) }

    /// Not Git's own hash; equal for equal texts is all that counts.
    static func blob(_ text: String) -> ObjectID {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        let name = String(repeating: "0", count: 40 - digits.count) + digits
        guard let id = ObjectID(name) else { fatalError("\(name) is no object's id") }
        return id
    }

    private static func digest(_ bytes: [UInt8]) -> String { "d\(bytes.reduce(7) { ($0 &* 31) &+ Int($1) })" }

    // MARK: What files say

    private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func path() -> String {
        ["a.yaml", "a/b.yaml", "a-b.yaml", "c/d.yaml", "notes.txt", "ä.yaml"][pick(0...5)]
    }

    private static func definition(scope: String) -> String {
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec: {group: example.com, scope: \(scope), names: {kind: Widget, plural: widgets}}

        """
    }

    private mutating func document() -> String {
        let name = "x\(pick(0...3))"
        let metadata = "metadata: {name: \(name), labels: {tier: t\(pick(0...2))}"
        let off = pick(0...9) == 0 ? "annotations: {plumb.dev/restart-on-change: \"false\"}" : ""
        let protected = pick(0...9) == 0 ? "annotations: {plumb.dev/prune: \"false\"}" : off
        let head = metadata + (protected.isEmpty ? "}\n" : ", \(protected)}\n")
        switch pick(0...7) {
        case 0, 1: return "apiVersion: v1\nkind: ConfigMap\n\(head)data: {MODE: m\(pick(0...2))}\n"
        case 2: return "apiVersion: v1\nkind: Secret\n\(head)stringData: {password: p\(pick(0...2))}\n"
        case 3: return "apiVersion: v1\nkind: Namespace\n\(head)"
        case 4: return "apiVersion: example.com/v1\nkind: Widget\n\(head)spec: {size: \(pick(0...2))}\n"
        case 5: return "services: {web: {image: nginx}}\n"
        default:
            return """
                apiVersion: apps/v1
                kind: Deployment
                \(head)spec:
                  selector: {matchLabels: {app: \(name)}}
                  template:
                    metadata: {labels: {app: \(name)}}
                    spec:
                      containers:
                        - name: app
                          image: registry.example.com/app:\(pick(0...2))
                          envFrom:
                            - configMapRef: {name: x\(pick(0...3))}
                            - secretRef: {name: x\(pick(0...3)), optional: true}

                """
        }
    }
}

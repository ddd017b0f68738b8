import Model

/// The ControllerRevisions of a StatefulSet or a DaemonSet: what its pods are made from now, and what they are to be made from.
struct SetRevisions {
    /// By age.
    private(set) var all: [Value]
    private(set) var current: Value
    private(set) var update: Value
    private(set) var collisions: Int
    private(set) var mutations: [Mutation] = []

    /// The label by which pods name their revision.
    static let podLabel = "controller-revision-hash"

    /// `hashLabel`: the label of a revision that holds its hash.
    init(of set: Value, hashLabel: String = "controller.kubernetes.io/hash", in view: any ClusterView) {
        let selector = ObjectSelector(set.at("spec", "selector"))
        let claim = Claim(of: "ControllerRevision", group: "apps", by: set, selector: selector, in: view)
        mutations = claim.mutations
        all = claim.objects.sorted {
            let (mine, theirs) = ($0["revision"]?.int ?? 0, $1["revision"]?.int ?? 0)
            return mine == theirs ? $0.isOlder(than: $1) : mine < theirs
        }
        collisions = set.at("status", "collisionCount")?.int ?? 0
        let data = SetRevisions.data(of: set)
        let next = (all.last?["revision"]?.int ?? 0) &+ 1
        let equal = all.last { $0["data"] == data }
        if let equal, let last = all.last, equal.name == last.name {
            update = last
        } else if var equal {
            // An old template comes back: its revision becomes the newest.
            equal["revision"] = Value(next)
            update = equal
            mutations.append(.update(equal.unversioned))
            all.removeAll { $0.name == equal.name }
            all.append(equal)
        } else {
            update = SetRevisions.make(
                of: set, data: data, revision: next, hashLabel: hashLabel, collisions: &collisions, in: view)
            if view.object(update.key) == nil { mutations.append(.create(update)) }
        }
        let name = set.at("status", "currentRevision")?.string ?? ""
        current = all.first { $0.name == name } ?? update
    }

    private static func data(of set: Value) -> Value {
        var template = set.at("spec", "template") ?? .emptyObject
        template["$patch"] = "replace"
        return ["spec": ["template": template]]
    }

    private static func make(
        of set: Value, data: Value, revision: Int, hashLabel: String, collisions: inout Int,
        in view: any ClusterView
    ) -> Value {
        while true {
            let hash = Hashing.hash(of: data, collisions: collisions)
            var made: Value = [
                "apiVersion": "apps/v1", "kind": "ControllerRevision",
                "metadata": [
                    "name": Value("\(set.name.prefix(223))-\(hash)"), "namespace": Value(set.namespace),
                    "labels": set.at("spec", "template", "metadata", "labels") ?? .emptyObject,
                    "ownerReferences": [set.asController],
                ],
                "data": data, "revision": Value(revision),
            ]
            if !set.annotations.isEmpty { made.set(Value(set.annotations), at: "metadata", "annotations") }
            made.setLabel(hashLabel, hash)
            guard let other = view.object(made.key) else { return made }
            if other["data"] == data { return other }
            collisions &+= 1
        }
    }

    /// The set as it was at a revision.
    static func apply(_ revision: Value, to set: Value) -> Value {
        guard var template = revision.at("data", "spec", "template") else { return set }
        template["$patch"] = nil
        var applied = set
        applied.set(template, at: "spec", "template")
        return applied
    }

    /// The revisions beyond the limit that nothing uses any more, oldest first.
    func excess(limit: Int, pods: [Value]) -> [Value] {
        var live: Set<String> = [current.name, update.name]
        for pod in pods { live.insert(pod.setRevision) }
        return excess(limit: limit) { live.contains($0.name) }
    }

    /// The same where pods name their revision by its hash.
    func excess(limit: Int, hashes: Set<String>) -> [Value] {
        excess(limit: limit) {
            $0.name == update.name || hashes.contains($0.label(SetRevisions.podLabel) ?? "")
        }
    }

    private func excess(limit: Int, isLive: (Value) -> Bool) -> [Value] {
        let past = all.filter { !isLive($0) }
        guard limit >= 0, past.count > limit else { return [] }
        return Array(past.prefix(past.count - limit))
    }
}

extension Value {
    /// The name of the ControllerRevision that a pod was made from.
    var setRevision: String { label(SetRevisions.podLabel) ?? "" }
}

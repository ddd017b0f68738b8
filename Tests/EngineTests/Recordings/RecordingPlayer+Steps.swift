import ClusterAPI
import Model

@testable import Engine

extension RecordingPlayer {
    /// Does what a step says; a text where that is not possible. A refusal is fine where the recording has one.
    mutating func perform(step: Value, responses: [Value]) -> String? {
        do {
            switch step["do"]?.string {
            case "create": try createAll(step["objects"]?.elements ?? [])
            case "patch": try patch(step)
            case "delete": try delete(step)
            case "raw": try raw(step)
            case "kubectl": try kubectl(step["args"]?.elements.compactMap(\.string) ?? [])
            case "wait": break
            case "fn" where byHand(step["note"]?.string ?? ""): break
            default: return "a step that code does: \(step["note"]?.string ?? "")"
            }
            return nil
        } catch {
            let isRefused = responses.contains { ($0["code"]?.int ?? 200) >= 400 || ($0["rc"]?.int ?? 0) != 0 }
            return isRefused ? nil : "\(error)"
        }
    }

    /// Steps that the recorder's own code did, told by their notes.
    private mutating func byHand(_ note: String) -> Bool {
        do {
            if note.hasPrefix("create ConfigMap ") { return try createDependent(note) }
            if note.hasPrefix("POST eviction") {
                let pods = objects("Pod", group: "").filter { !$0.isBeingDeleted }.map(\.name).sorted()
                let eviction: Value = ["apiVersion": "policy/v1", "kind": "Eviction"]
                try perform(
                    Request(
                        .create, try type(of: "Pod"), namespace: namespace, name: pods.first ?? "",
                        subresource: "eviction", body: eviction))
                return true
            }
            if note.hasPrefix("annotate the lexically third pod") {
                let pods = objects("Pod", group: "").map(\.name).sorted()
                let cost = "controller.kubernetes.io/pod-deletion-cost"
                for (place, value) in [(2, "-10"), (0, "10")] where place < pods.count {
                    let annotations = Value(Members([(cost, Value(value))]))
                    try patch(try type(of: "Pod"), pods[place], ["metadata": ["annotations": annotations]], as: .merge)
                }
                return true
            }
            if note.hasPrefix("delete the Deployment (Foreground), then create an unrelated ReplicaSet") {
                guard let name = objects("ReplicaSet").first?.name else { return false }
                try delete(["kind": "Deployment", "name": "web", "propagation": "Foreground"])
                pass(.seconds(2))
                let labels: Value = ["app": "stranger"]
                try create([
                    "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": ["name": Value(name)],
                    "spec": [
                        "replicas": 0, "selector": ["matchLabels": labels],
                        "template": [
                            "metadata": ["labels": labels],
                            "spec": ["containers": [["name": "app", "image": "nginx:1.27"]]],
                        ],
                    ],
                ])
                return true
            }
        } catch {
            return refusals.last != nil
        }
        return false
    }

    /// `create ConfigMap b with ownerReference to ConfigMap a (blockOwnerDeletion True)`.
    private mutating func createDependent(_ note: String) throws -> Bool {
        let words = note.split(separator: " ").map(String.init)
        guard words.count > 8 else { return false }
        let owner = ObjectKey(group: "", kind: "ConfigMap", namespace: namespace, name: words[7])
        let uid = state.object(owner)?.uid ?? "3d1f8c8e-0000-4000-8000-000000000000"
        var reference: Value = [
            "apiVersion": "v1", "kind": "ConfigMap", "name": Value(words[7]), "uid": Value(uid),
        ]
        if words.last == "True)" { reference["blockOwnerDeletion"] = true }
        try create([
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": [
                "name": Value(words[2]),
                "ownerReferences": [reference],
            ],
        ])
        return true
    }

    /// One that is refused does not keep the others from being tried.
    private mutating func createAll(_ objects: [Value]) throws {
        var problem: (any Error)?
        for object in objects {
            do { try create(object) } catch { problem = problem ?? error }
            // The recorder's requests took their time.
            pass(.milliseconds(1))
        }
        if let problem { throw problem }
    }

    private mutating func patch(_ step: Value) throws {
        let type = try type(of: step["kind"]?.string ?? "")
        let kind: Request.PatchType =
            switch step["type"]?.string {
            case "strategic": .strategic
            case "json": .json
            default: .merge
            }
        try patch(type, step["name"]?.string ?? "", step["patch"] ?? .null, as: kind)
    }

    private mutating func patch(
        _ type: ResourceType, _ name: String, _ patch: Value, as kind: Request.PatchType, subresource: String? = nil
    ) throws {
        try perform(
            Request(
                .patch(kind), type, namespace: type.isNamespaced ? namespace : "", name: name,
                subresource: subresource, body: RecordingAnnotations.toOurs(patch)))
    }

    private mutating func delete(_ step: Value) throws {
        let type = try type(of: step["kind"]?.string ?? "")
        let place = type.isNamespaced ? namespace : ""
        var request = Request(.delete, type, namespace: place, name: step["name"]?.string ?? "")
        request.options.propagation = step["propagation"]?.string.flatMap { Request.Propagation(rawValue: $0) }
        request.options.gracePeriodSeconds = step["grace"]?.int
        try perform(request)
    }

    private mutating func raw(_ step: Value) throws {
        var parts = (step["path"]?.string ?? "").split(separator: "/").map(String.init)
        parts.removeFirst(parts.first == "api" ? 2 : 3)
        if parts.first == "namespaces", parts.dropFirst().first == "{ns}" { parts.removeFirst(2) }
        guard let type = state.resources.first(where: { $0.type.plural == parts.first })?.type else {
            throw RecordingProblem(text: "a raw request")
        }
        let name = parts.count > 1 ? parts[1] : ""
        let body = step["body"] ?? .null
        switch step["method"]?.string {
        case "PATCH":
            let body = try Value(json: Array(body.json.replacing("<time>", with: state.now.description).utf8))
            try patch(type, name, body, as: .merge, subresource: parts.count > 2 ? parts[2] : nil)
        case "POST": try create(body)
        case "DELETE": try delete(["kind": Value(type.kind), "name": Value(name)])
        default: throw RecordingProblem(text: "a raw request")
        }
    }

    private static let kinds: [String: (kind: String, group: String)] = [
        "deployment": ("Deployment", "apps"), "sts": ("StatefulSet", "apps"), "statefulset": ("StatefulSet", "apps"),
        "rs": ("ReplicaSet", "apps"), "ds": ("DaemonSet", "apps"), "pods": ("Pod", ""), "pod": ("Pod", ""),
        "ns": ("Namespace", ""), "pv": ("PersistentVolume", ""),
    ]

    /// The commands of kubectl that recordings use, as the requests that they send.
    private mutating func kubectl(_ arguments: [String]) throws {
        let flags = arguments.filter { $0.hasPrefix("--") }
        let words = arguments.filter { !$0.hasPrefix("--") }
        func flag(_ name: String) -> String? {
            flags.first { $0.hasPrefix("--\(name)=") }.map { String($0.dropFirst(name.count + 3)) }
        }
        let isDryRun = flag("dry-run") != nil
        switch words.prefix(2).joined(separator: " ") {
        case "rollout status", "rollout history": return
        case "rollout undo" where isDryRun: return
        case "rollout undo": try undo(words[2], revision: flag("to-revision").flatMap { Int($0) })
        case "rollout pause", "rollout resume":
            for (type, name) in try targets(words[2], all: false) {
                try patch(type, name, ["spec": ["paused": words[1] == "pause" ? true : .null]], as: .strategic)
            }
        case "set image":
            let pair = (words.last ?? "").split(separator: "=", maxSplits: 1).map(String.init)
            for (type, name) in try targets(words[2], all: false) {
                let container: Value = ["name": Value(pair[0]), "image": Value(pair[1])]
                try patch(type, name, ["spec": ["template": ["spec": ["containers": [container]]]]], as: .strategic)
            }
        default: try kubectlVerb(words, flags, flag)
        }
    }

    private mutating func kubectlVerb(
        _ words: [String], _ flags: [String], _ flag: (String) -> String?
    ) throws {
        let all = flags.contains("--all")
        switch words.first {
        case "describe", "get": return
        case "taint": try taint(words)
        case "cordon", "uncordon":
            try patch(
                try type(of: "Node"), words[1], ["spec": ["unschedulable": words[0] == "cordon" ? true : .null]],
                as: .strategic)
        case "create" where words.dropFirst().first == "job": try createJob(words[2], from: flag("from") ?? "")
        case "annotate":
            let pair = (words.last ?? "").split(separator: "=", maxSplits: 1).map(String.init)
            for (type, name) in try targets(words[1], all: all) {
                let annotations = Value(Members([(pair[0], Value(pair[1]))]))
                try patch(type, name, ["metadata": ["annotations": annotations]], as: .merge)
            }
        case "scale":
            let count = flag("replicas").flatMap { Int($0) } ?? 0
            for (type, name) in try targets(words[1], all: all) {
                let current = flag("current-replicas").flatMap { Int($0) }
                let object = state.object(
                    ObjectKey(group: type.group, kind: type.kind, namespace: namespace, name: name))
                if let current, object?.at("spec", "replicas")?.int != current { continue }
                try patch(type, name, ["spec": ["replicas": Value(count)]], as: .merge)
            }
        case "delete":
            let plain = words.dropFirst(2)
            let kind = RecordingPlayer.kinds[words[1]]?.kind
            let named = try plain.compactMap { name in try kind.map { (try type(of: $0), name) } }
            for (type, name) in plain.isEmpty ? try targets(words[1], all: all) : named {
                var request = Request(
                    .delete, type, namespace: type.isNamespaced ? namespace : "", name: name)
                request.options.propagation = .background
                request.options.gracePeriodSeconds = flag("grace-period").flatMap { Int($0) }
                try perform(request)
            }
        default: throw RecordingProblem(text: "kubectl \(words.joined(separator: " "))")
        }
    }

    private mutating func taint(_ words: [String]) throws {
        guard let change = words.last else { return }
        for name in words.dropFirst(2).dropLast() {
            let key = ObjectKey(group: "", kind: "Node", namespace: "", name: name)
            var taints = state.object(key)?.at("spec", "taints")?.elements ?? []
            if change.hasSuffix("-") {
                taints.removeAll { $0["key"]?.string == String(change.dropLast()) }
            } else {
                let parts = change.split(separator: ":").map(String.init)
                let pair = parts[0].split(separator: "=").map(String.init)
                var taint: Value = ["key": Value(pair[0]), "effect": Value(parts[1])]
                if pair.count > 1 { taint["value"] = Value(pair[1]) }
                taints.append(taint)
            }
            try patch(
                try type(of: "Node"), name, ["spec": ["taints": taints.isEmpty ? .null : Value(taints)]], as: .merge)
        }
    }

    /// `kubectl create job --from=cronjob/NAME`
    private mutating func createJob(_ name: String, from source: String) throws {
        let cronName = String(source.split(separator: "/").last ?? "")
        let key = ObjectKey(group: "batch", kind: "CronJob", namespace: namespace, name: cronName)
        guard let cron = state.object(key) else { throw RecordingProblem(text: "no \(source)") }
        try create([
            "apiVersion": "batch/v1", "kind": "Job",
            "metadata": [
                "name": Value(name), "annotations": ["cronjob.kubernetes.io/instantiate": "manual"],
                "ownerReferences": [
                    [
                        "apiVersion": "batch/v1", "kind": "CronJob", "name": Value(cronName), "uid": Value(cron.uid),
                        "controller": true,
                    ]
                ],
            ],
            "spec": cron.at("spec", "jobTemplate", "spec") ?? .null,
        ])
    }

    private func targets(_ word: String, all: Bool) throws -> [(ResourceType, String)] {
        let parts = word.split(separator: "/").map(String.init)
        guard let kind = RecordingPlayer.kinds[parts.first ?? ""] else {
            throw RecordingProblem(text: "kubectl with \(word)")
        }
        let type = try type(of: kind.kind)
        if all { return objects(kind.kind, group: kind.group).map { (type, $0.name) } }
        return parts.dropFirst().map { (type, $0) }
    }

    /// `kubectl rollout undo`: the template of the revision before, or of the one that is named.
    private mutating func undo(_ target: String, revision: Int?) throws {
        guard let (type, name) = try targets(target, all: false).first else { return }
        let isDeployment = type.kind == "Deployment"
        let key = ObjectKey(group: "apps", kind: type.kind, namespace: namespace, name: name)
        guard let uid = state.object(key)?.uid else { throw RecordingProblem(text: "no \(target)") }
        let histories = objects(isDeployment ? "ReplicaSet" : "ControllerRevision")
            .filter { $0.at("metadata", "ownerReferences")?.elements.contains { $0["uid"]?.string == uid } ?? false }
            .map { history -> (Int, Value) in
                let number =
                    isDeployment
                    ? Int(history.annotation("deployment.kubernetes.io/revision") ?? "") : history["revision"]?.int
                return (number ?? 0, history)
            }
            .sorted { $0.0 > $1.0 }
        guard let found = revision.map({ wanted in histories.first { $0.0 == wanted } }) ?? histories.dropFirst().first
        else { throw RecordingProblem(text: "no such revision") }
        guard isDeployment else {
            try patch(type, name, found.1["data"] ?? .null, as: .strategic)
            return
        }
        var template = found.1.at("spec", "template") ?? .null
        template.set(nil, at: "metadata", "labels", "pod-template-hash")
        try patch(type, name, [["op": "replace", "path": "/spec/template", "value": template]], as: .json)
    }
}

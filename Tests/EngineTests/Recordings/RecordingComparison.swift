import ClusterAPI
import Engine
import Model

/// What differs between a step of a recording and ours.
struct RecordingComparison {
    private(set) var differences: [String] = []

    private static let kinds: [(group: String, kind: String)] = [
        ("apps", "Deployment"), ("apps", "ReplicaSet"), ("apps", "StatefulSet"), ("apps", "ControllerRevision"),
        ("", "Pod"), ("", "Service"), ("", "Endpoints"), ("discovery.k8s.io", "EndpointSlice"),
        ("", "PersistentVolumeClaim"), ("", "PersistentVolume"), ("batch", "Job"),
        ("apps", "DaemonSet"), ("", "ResourceQuota"), ("", "LimitRange"), ("", "ConfigMap"),
        ("batch", "CronJob"), ("policy", "PodDisruptionBudget"), ("autoscaling", "HorizontalPodAutoscaler"),
    ]

    private let ours: [(kind: String, object: Value)]
    private let normalizer: RecordingNormalizer
    private let player: RecordingPlayer
    /// Some scenarios were recorded without their pods and what happens to them.
    private let showsPods: Bool

    init(_ player: RecordingPlayer, showsPods: Bool = true) {
        self.player = player
        self.showsPods = showsPods
        let namespace = player.namespace
        ours = RecordingComparison.kinds.flatMap { group, kind in
            player.state.objects(GroupKind(group: group, kind: kind))
                .filter { $0.name != "kube-root-ca.crt" && $0.name != RecordingPlayer.foreignMap }
                .filter { object in
                    object.namespace == namespace
                        || (kind == "PersistentVolume" && object.label("ns") == namespace)
                        || (kind == "PersistentVolume"
                            && object.at("spec", "claimRef", "namespace")?.string == namespace)
                }
                .map { (kind, $0) }
        }
        normalizer = RecordingNormalizer(
            ours.map(\.object), hashes: player.hashes, uids: player.uids, minutes: player.cronMinutes)
    }

    /// The final objects; `recorded` has every object of the step in full.
    mutating func compareObjects(_ recorded: [String: Value]) {
        var left: [String: [Value]] = [:]
        let theirs = RecordingNormalizer()
        for (name, object) in recorded {
            let kind = String(name.prefix { $0 != "/" })
            guard RecordingComparison.kinds.contains(where: { $0.kind == kind }) else { continue }
            left[theirs.text(name), default: []].append(
                ComparableObject.make(theirs.value(object), kind: kind))
        }
        var right: [String: [Value]] = [:]
        for (kind, object) in ours where showsPods || kind != "Pod" {
            let value = normalizer.value(RecordingAnnotations.toTheirs(object))
            right["\(kind)/\(value.name)", default: []].append(ComparableObject.make(value, kind: kind))
        }
        for name in Set(left.keys).union(right.keys).sorted() {
            compare(name, ComparableObject.sorted(left[name] ?? []), ComparableObject.sorted(right[name] ?? []))
        }
    }

    private mutating func compare(_ path: String, _ theirs: Value?, _ ours: Value?) {
        if theirs == ours { return }
        if let left = theirs?.object, let right = ours?.object {
            for key in Set(left.keys + right.keys).sorted() { compare("\(path).\(key)", left[key], right[key]) }
        } else if let left = theirs?.array, let right = ours?.array, left.count == right.count {
            for (index, pair) in zip(left, right).enumerated() {
                compare("\(path)[\(index)]", pair.0, pair.1)
            }
        } else {
            let (left, right) = (theirs?.json ?? "–", ours?.json ?? "–")
            differences.append("\(path): \(left.prefix(300)) ≠ ours \(right.prefix(300))")
        }
    }

    /// What requests were refused with. (kubectl puts it in words of its own.)
    mutating func compareRefusals(_ recorded: [Value]) {
        guard recorded.count == player.refusals.count else { return }
        let theirs = RecordingNormalizer()
        for (response, own) in zip(recorded, player.refusals) {
            guard let code = response["code"]?.int else { continue }
            let message = response.at("status", "message")?.string ?? ""
            let left = code < 400 ? "accepted" : "\(code): \(theirs.text(message))"
            let right = own.map { "\($0.code): \(normalizer.textWithoutUIDs($0.message))" } ?? "accepted"
            if left != right { differences.append("answer: \(left.prefix(600)) ≠ ours \(right.prefix(600))") }
        }
    }

    /// Which Events there were: type, reason and object.
    mutating func compareEvents(_ recorded: [Value]) {
        let theirs = Set(
            recorded.map { event in
                let name = RecordingNormalizer().text(event["on"]?.string ?? "")
                return told(event, about: name)
            })
        let own = Set(
            player.events.values.filter { $0["reportingComponent"]?.string != "kubelet" }.filter {
                $0.namespace == player.namespace
                    && (showsPods || $0.at("involvedObject", "kind")?.string == "Deployment")
            }.map { event in
                let kind = event.at("involvedObject", "kind")?.string ?? ""
                let name = eventName(event.at("involvedObject", "name")?.string ?? "")
                return told(event, about: "\(kind)/\(name)")
            })
        for event in theirs.subtracting(own).sorted() { differences.append("event missing: \(event)") }
        for event in own.subtracting(theirs).sorted() { differences.append("event too many: \(event)") }
    }

    /// The names of a StatefulSet's pods are no chance, so what its Events say can be compared too.
    private func told(_ event: Value, about name: String) -> String {
        let words = "\(event["type"]?.string ?? "") \(event["reason"]?.string ?? "") \(name)"
        return name.hasPrefix("StatefulSet/") ? "\(words): \(event["message"]?.string ?? "")" : words
    }

    /// Pods that are gone by now have no object to learn their suffix from.
    private func eventName(_ name: String) -> String {
        let text = normalizer.text(name)
        guard text == name || (text.contains("<hash-") && !text.contains("<sfx>")), let dash = text.lastIndex(of: "-")
        else { return text }
        let suffix = text[text.index(after: dash)...]
        let isRandom = suffix.count == 5 && suffix.allSatisfy { "bcdfghjklmnpqrstvwxz2456789".contains($0) }
        return isRandom ? "\(text[...dash])<sfx>" : text
    }

    /// Never more pods, and never fewer ready ones, than there were.
    mutating func compareExtremes(_ recorded: Value) {
        let own = player.extremes
        // The recording may have been lucky: what the Deployment allows is allowed.
        let allowed = ours.filter { $0.kind == "ReplicaSet" && $0.object.at("spec", "replicas")?.int != 0 }
            .compactMap { $0.object.annotation("deployment.kubernetes.io/max-replicas").flatMap { Int($0) } }.max()
        if let most = recorded["maxActive"]?.int, own.maxActive > max(most, allowed ?? 0) {
            differences.append("maxActive: \(most) ≠ ours \(own.maxActive)")
        }
        if let least = recorded["minReadyActive"]?.int, own.minReadyActive < least {
            differences.append("minReadyActive: \(least) ≠ ours \(own.minReadyActive)")
        }
    }
}

internal import Diff
internal import Kinds
public import Model

/// The manifests, with an annotation on the pod templates that read a ConfigMap or Secret of the same revision which
/// changes with it: the changed template rolls the workload out, so that its containers see the change.
///
/// The annotation is set only where a change is being made, and kept from then on: adopting a running workload, or
/// creating one, adds nothing, and without a change there is no difference. What counts is what was applied last, not
/// what the cluster holds: healing a ConfigMap that somebody edited rolls nothing. The mark
/// `plumb.dev/restart-on-change: "false"` on the workload, or on the ConfigMap or Secret, turns it off.
///
/// - Parameters:
///   - applied: What was applied last, after this same transformation; nil for what never was.
///   - live: What the cluster holds; asked for what was never applied.
///   - digest: A keyed digest of the bytes, as hexadecimal digits or the like: it will stand in an annotation that
///     others can read, and must not tell them a Secret.
public func withConfigHashes(
    _ manifests: [Manifest], applied: (ObjectKey) -> Value?, live: (ObjectKey) -> Value?, digest: ([UInt8]) -> String
) -> [Manifest] {
    var sources: [ObjectKey: ConfigSource] = [:]
    for manifest in manifests where isConfig(manifest.key) {
        let former = applied(manifest.key) ?? live(manifest.key)
        let isChanged = former.map { $0 != manifest.object && content(of: $0) != content(of: manifest.object) } ?? false
        let isOff = manifest.object.annotation(Marks.restartOnChange) == "false"
        sources[manifest.key] = ConfigSource(object: manifest.object, isChanged: isChanged && !isOff, isOff: isOff)
    }
    let isAnyChanged = sources.values.contains(where: \.isChanged)
    return manifests.map { manifest in
        guard let path = PodTemplate.templatePath(group: manifest.key.group, kind: manifest.key.kind),
            rollingKinds.contains(manifest.key.kind)
        else { return manifest }
        let place = path + ["metadata", "annotations", Marks.configHash]
        let former = applied(manifest.key)?.at(place[...])
        guard let hash = isAnyChanged ? hash(for: manifest.object, sources, former, digest) : former else {
            return manifest
        }
        var manifest = manifest
        manifest.object.set(hash, at: place[...])
        return manifest
    }
}

private struct ConfigSource {
    var object: Value
    var isChanged: Bool
    var isOff: Bool
}

/// Kinds that bring a changed template to their pods by themselves.
private let rollingKinds: Set<String> = ["Deployment", "StatefulSet", "DaemonSet"]

private func hash(
    for workload: Value, _ sources: [ObjectKey: ConfigSource], _ former: Value?, _ digest: ([UInt8]) -> String
) -> Value? {
    if workload.annotation(Marks.restartOnChange) == "false" { return former }
    let read = Set(
        references(of: workload).filter { $0.relation == .configMap || $0.relation == .secret }.map(\.target)
    )
    .sorted().filter { sources[$0].map { !$0.isOff } ?? false }
    guard read.contains(where: { sources[$0]?.isChanged ?? false }) else { return former }
    let contents = Value(
        read.map { key in
            ["object": Value(key.description), "content": sources[key].map { content(of: $0.object) } ?? .null]
        })
    return Value(digest(contents.jsonBytes))
}

private func isConfig(_ key: ObjectKey) -> Bool {
    key.group.isEmpty && (key.kind == "ConfigMap" || key.kind == "Secret")
}

/// What containers see of it, `stringData` folded into `data`.
private func content(of object: Value) -> Value {
    let folded = defaulted(object)
    var content: Value = [:]
    for name in ["data", "binaryData"] {
        if let part = folded[name], !part.isEmpty { content[name] = part }
    }
    return content
}

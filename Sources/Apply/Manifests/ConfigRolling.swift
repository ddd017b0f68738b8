internal import Diff
internal import Kinds
public import Model

/// Sets an annotation on the pod templates that read a ConfigMap or Secret of the same revision which changes with it:
/// the changed template rolls the workload out, so that its containers see the change.
///
/// The annotation is set only where a change is being made, and kept from then on: adopting a running workload, or
/// creating one, adds nothing, and without a change there is no difference. What counts is what was applied last, not
/// what the cluster holds: healing a ConfigMap that somebody edited rolls nothing. The mark
/// `plumb.dev/restart-on-change: "false"` on the workload, or on the ConfigMap or Secret, turns it off.
public struct ConfigRolling {
    private let defined: (ObjectKey) -> Value?
    private let applied: (ObjectKey) -> Value?
    private let live: (ObjectKey) -> Value?
    private let digest: ([UInt8]) -> String
    /// What is known already of the ConfigMaps and Secrets.
    private var changed: [ObjectKey: Bool] = [:]

    /// - Parameters:
    ///   - defined: What the revision defines.
    ///   - applied: What was applied last, after this same transformation; nil for what never was.
    ///   - live: What the cluster holds; asked for what was never applied.
    ///   - digest: A keyed digest of the bytes: it will stand in an annotation that others can read.
    public init(
        defined: @escaping (ObjectKey) -> Value?, applied: @escaping (ObjectKey) -> Value?,
        live: @escaping (ObjectKey) -> Value?, digest: @escaping ([UInt8]) -> String
    ) {
        self.defined = defined
        self.applied = applied
        self.live = live
        self.digest = digest
    }

    /// Whether workloads can roll by this object.
    public static func isSource(_ key: ObjectKey) -> Bool {
        key.group.isEmpty && (key.kind == "ConfigMap" || key.kind == "Secret")
    }

    /// The ConfigMaps and Secrets that a workload's pods read, by their keys; none for objects that do not roll.
    public static func sources(of manifest: Manifest) -> [ObjectKey] {
        guard rolls(manifest.key) else { return [] }
        let read = references(of: manifest.object).filter { $0.relation == .configMap || $0.relation == .secret }
        return Set(read.map(\.target)).sorted()
    }

    /// The manifest with its annotation.
    ///
    /// - Parameter sources: its `sources(of:)`.
    public mutating func rolled(_ manifest: Manifest, reading sources: [ObjectKey]) -> Manifest {
        guard ConfigRolling.rolls(manifest.key),
            let path = PodTemplate.templatePath(group: manifest.key.group, kind: manifest.key.kind)
        else { return manifest }
        let place = path + ["metadata", "annotations", Marks.configHash]
        let former = applied(manifest.key)?.at(place[...])
        guard let hash = hash(for: manifest.object, sources, former) else { return manifest }
        var manifest = manifest
        manifest.object.set(hash, at: place[...])
        return manifest
    }

    private mutating func hash(for workload: Value, _ sources: [ObjectKey], _ former: Value?) -> Value? {
        guard !sources.isEmpty, workload.annotation(Marks.restartOnChange) != "false" else { return former }
        let read = sources.filter { defined($0).map { !isOff($0) } ?? false }
        var isAnyChanged = false
        for key in read where isChanged(key) { isAnyChanged = true }
        guard isAnyChanged else { return former }
        let contents = Value(
            read.map { key in
                ["object": Value(key.description), "content": defined(key).map { content(of: $0) } ?? .null]
            })
        return Value(digest(contents.jsonBytes))
    }

    private func isOff(_ source: Value) -> Bool { source.annotation(Marks.restartOnChange) == "false" }

    private mutating func isChanged(_ key: ObjectKey) -> Bool {
        if let known = changed[key] { return known }
        guard let object = defined(key), let former = applied(key) ?? live(key) else { return false }
        let isChanged = former != object && content(of: former) != content(of: object)
        changed[key] = isChanged
        return isChanged
    }

    /// Kinds that bring a changed template to their pods by themselves.
    private static func rolls(_ key: ObjectKey) -> Bool {
        key.group == "apps" && ["Deployment", "StatefulSet", "DaemonSet"].contains(key.kind)
    }
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

public import Model

/// The kinds that CustomResourceDefinitions define. A value; each lookup costs the same, however many there are.
public struct CustomKinds: Sendable {
    private var byVersion: [String: [String: CustomKind]] = [:]
    /// By the definition's name.
    private var definitions: [String: Definition] = [:]
    /// The names of the definitions of a kind in any version: `example.com/Widget`.
    private var byKind: [String: String] = [:]

    private struct Definition: Sendable {
        var spec: Value
        var served: [CustomKind]
        /// The version in which objects are stored, which need not be served.
        var stored: CustomKind?
    }

    public static let group = "apiextensions.k8s.io"
    public static let kind = "CustomResourceDefinition"

    public init() {}

    /// Of these definitions, whether they are established or are yet to be.
    public init(definitions: some Sequence<Value>) {
        for definition in definitions { learn(definition) }
    }

    public var isEmpty: Bool { definitions.isEmpty }

    /// What is served, in the order of the definitions' names and of the versions in each.
    public var served: [CustomKind] {
        definitions.keys.sorted { $0.precedesInBytes($1) }.flatMap { definitions[$0]?.served ?? [] }
    }

    /// The kind in a version that is served.
    public func named(apiVersion: String, kind: String) -> CustomKind? { byVersion[apiVersion]?[kind] }

    /// The kind in the version in which its objects are stored.
    public func stored(group: String, kind: String) -> CustomKind? {
        byKind["\(group)/\(kind)"].flatMap { definitions[$0]?.stored }
    }

    /// The kind of an object in the version that it is written in, or, where that is not served, in the stored one.
    public func kind(of object: Value) -> CustomKind? {
        if definitions.isEmpty { return nil }
        return named(apiVersion: object.apiVersion, kind: object.objectKind)
            ?? stored(group: object.group, kind: object.objectKind)
    }

    /// Takes in a definition, or its new state. False where that changes nothing: the schemas are not read again.
    @discardableResult
    public mutating func learn(_ definition: Value) -> Bool {
        let name = definition.name
        if definitions[name]?.spec == definition.spec { return false }
        forget(name)
        let entries = definition.spec["versions"]?.elements ?? []
        let kinds = entries.map { CustomKind(definition: definition, version: $0) }
        let served = zip(entries, kinds).compactMap { $0["served"]?.bool == true ? $1 : nil }
        let stored = zip(entries, kinds).first { $0.0["storage"]?.bool == true }?.1
        definitions[name] = Definition(spec: definition.spec, served: served, stored: stored)
        if let type = stored?.info.type { byKind["\(type.group)/\(type.kind)"] = name }
        for kind in served { byVersion[kind.info.type.apiVersion, default: [:]][kind.info.type.kind] = kind }
        return true
    }

    /// A definition is gone, and its kinds with it. False where it was not known.
    @discardableResult
    public mutating func forget(_ name: String) -> Bool {
        guard let definition = definitions.removeValue(forKey: name) else { return false }
        for kind in definition.served {
            let type = kind.info.type
            guard byVersion[type.apiVersion]?[type.kind]?.definition == name else { continue }
            byVersion[type.apiVersion]?[type.kind] = nil
            if byVersion[type.apiVersion]?.isEmpty == true { byVersion[type.apiVersion] = nil }
        }
        if let type = definition.stored?.info.type, byKind["\(type.group)/\(type.kind)"] == name {
            byKind["\(type.group)/\(type.kind)"] = nil
        }
        return true
    }

    /// The definition's kind in the version in which objects are stored.
    public func stored(by definition: String) -> CustomKind? { definitions[definition]?.stored }
}

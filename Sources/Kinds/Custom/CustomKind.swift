public import Diff
public import Model

/// One version of a kind that a CustomResourceDefinition defines.
public final class CustomKind: Sendable {
    /// Names, scope, verbs and subresources, as discovery lists them.
    public let info: KindInfo
    /// The definition's name: `widgets.example.com`.
    public let definition: String
    /// How lists and maps merge; unknown where the version has no schema.
    public let schema: Schema
    /// The version in which objects are stored.
    public let storageVersion: String
    /// Besides the name and the namespace.
    public let selectableFields: [String]
    /// Where replicas stand; nil without a scale subresource.
    public let scale: ScalePaths?
    /// What is said to who uses the version; nil where it is not deprecated.
    public let deprecation: String?
    let structure: CustomSchema?
    /// The schema's rules in CEL; nil where it has none.
    let rules: LazyRuleTree?

    /// Where a `Scale` reads and writes, as names: `["spec", "replicas"]`.
    public struct ScalePaths: Sendable, Hashable {
        public var spec: [String]
        public var status: [String]
        /// nil where the kind has none.
        public var selector: [String]?
    }

    /// nil where the definition is not complete, or has no such version.
    public init?(definition object: Value, version entry: Value) {
        let spec = object.spec
        let names = spec["names"] ?? .emptyObject
        guard let group = spec["group"]?.string, let version = entry["name"]?.string, let kind = names["kind"]?.string,
            let plural = names["plural"]?.string, !group.isEmpty, !version.isEmpty, !kind.isEmpty, !plural.isEmpty
        else { return nil }
        let type = ResourceType(
            group: group, version: version, kind: kind, plural: plural,
            isNamespaced: spec["scope"]?.string != "Cluster")
        let subresources = entry["subresources"] ?? .emptyObject
        var served: [KindInfo.Subresource] = []
        let verbs = ["get", "patch", "update"]
        if subresources["status"] != nil { served.append(.init(name: "status", kind: kind, verbs: verbs)) }
        scale = subresources["scale"].map { paths in
            ScalePaths(
                spec: CustomKind.names(paths["specReplicasPath"]),
                status: CustomKind.names(paths["statusReplicasPath"]),
                selector: paths["labelSelectorPath"].map { CustomKind.names($0) })
        }
        if scale != nil { served.append(.init(name: "scale", kind: "Scale", verbs: verbs)) }
        func list(_ name: String) -> [String] { names[name]?.elements.compactMap(\.string) ?? [] }
        info = KindInfo(
            type: type, singular: names["singular"]?.string ?? kind.lowercased(), shortNames: list("shortNames"),
            categories: list("categories"),
            verbs: ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
            subresources: served)
        definition = object.name
        let text = entry.at("schema", "openAPIV3Schema")
        structure = text.flatMap { CustomSchema($0) }
        rules = structure.flatMap { LazyRuleTree($0) }
        schema = text.map { Schema(openAPI: $0, isObject: true) } ?? .unknown
        let versions = spec["versions"]?.elements ?? []
        storageVersion = versions.first { $0["storage"]?.bool == true }?["name"]?.string ?? version
        selectableFields = (entry["selectableFields"]?.elements ?? []).compactMap { field in
            field["jsonPath"]?.string.map { String($0.drop { $0 == "." }) }
        }
        deprecation =
            entry["deprecated"]?.bool == true
            ? entry["deprecationWarning"]?.string ?? "\(group)/\(version) \(kind) is deprecated" : nil
    }

    /// `.spec.replicas` as names.
    private static func names(_ path: Value?) -> [String] {
        (path?.string ?? "").split(separator: ".").map(String.init)
    }

    /// `example.com/v1` of the version in which objects are stored.
    public var storageAPIVersion: String { "\(info.type.group)/\(storageVersion)" }

    /// An object as the server reads it in this version: without the fields that the version does not know, with its
    /// defaults.
    public func normalized(_ object: Value) -> Value {
        guard let structure else { return object }
        return structure.defaulted(structure.pruned(object: object).object)
    }

    /// An object as it is stored, where this is the version for that.
    public func storing(_ object: Value) -> Value {
        var object = object
        object["apiVersion"] = Value(info.type.apiVersion)
        return normalized(object)
    }

    /// A stored object in this version: without the fields that it does not know.
    public func reading(_ object: Value) -> Value {
        if object.apiVersion == info.type.apiVersion { return object }
        var object = object
        object["apiVersion"] = Value(info.type.apiVersion)
        return normalized(object)
    }
}

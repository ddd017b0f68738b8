public import Model

extension Schema {
    /// Reads an OpenAPI v3 schema with Kubernetes' extensions, as in a CustomResourceDefinition's `openAPIV3Schema` and
    /// in a server's `/openapi/v3` documents.
    ///
    /// - Parameters:
    ///   - components: what `#/components/schemas/NAME` refers to.
    ///   - isObject: the schema is of a whole object; its `metadata` is then every object's.
    public init(openAPI schema: Value, components: Value = .emptyObject, isObject: Bool = false) {
        var builder = SchemaBuilder(components: components)
        let root = builder.node(schema, depth: 0)
        builder.fillVariants()
        if isObject { builder.addMetadata(to: root) }
        self.init(table: SchemaTable(nodes: builder.nodes), index: root)
    }

    /// The structure of a custom resource's version as its definition gives it; nil where it gives none.
    public init?(definition: Value, version: String) {
        guard
            let entry = definition.at("spec", "versions")?.elements.first(where: { $0["name"]?.string == version }),
            let schema = entry.at("schema", "openAPIV3Schema")
        else { return nil }
        self.init(openAPI: schema, isObject: true)
    }
}

private struct SchemaBuilder {
    let components: Value
    var nodes: [SchemaNode] = []
    private var named: [String: Int] = [:]
    /// Nodes that are like another but for their patch rule. What they are like may not be read yet.
    private var variants: [(index: Int, target: Int)] = []

    init(components: Value) { self.components = components }

    mutating func node(_ schema: Value, depth: Int) -> Int {
        let wrapped = schema["allOf"]?[0]
        if let reference = (schema["$ref"] ?? wrapped?["$ref"])?.string {
            let target = named(reference, depth: depth)
            let rule = patchRule(schema)
            guard rule != SchemaNode.PatchRule() else { return target }
            let index = add(SchemaNode(shape: .any, patch: rule))
            variants.append((index, target))
            return index
        }
        let index = add(SchemaNode(shape: .any))
        fill(index, schema, depth: depth)
        return index
    }

    mutating func fillVariants() {
        for (index, target) in variants {
            let rule = nodes[index].patch
            nodes[index] = nodes[target]
            nodes[index].patch = rule
        }
    }

    private mutating func add(_ node: SchemaNode) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    /// A named type has one node, since types refer to themselves.
    private mutating func named(_ reference: String, depth: Int) -> Int {
        let name = String(reference.split(separator: "/").last ?? "")
        if let index = named[name] { return index }
        let index = add(SchemaNode(name: String(name.split(separator: ".").last ?? ""), shape: .any))
        named[name] = index
        if let target = components[name] { fill(index, target, depth: depth) }
        return index
    }

    private mutating func fill(_ index: Int, _ schema: Value, depth: Int) {
        guard depth < depthBound else { return }
        let shape = shape(schema, depth: depth)
        nodes[index].shape = shape
        nodes[index].patch = patchRule(schema)
        nodes[index].isAtomic = schema["x-kubernetes-map-type"] == "atomic"
        nodes[index].required = schema["required"]?.elements.compactMap(\.string) ?? []
        nodes[index].enumeration = schema["enum"]?.elements.compactMap(\.string) ?? []
        nodes[index].preservesUnknownFields = schema["x-kubernetes-preserve-unknown-fields"] == true
        for (name, property) in schema["properties"]?.members ?? Members() {
            if let value = property["default"] { nodes[index].defaults[name] = value }
        }
    }

    private mutating func shape(_ schema: Value, depth: Int) -> SchemaNode.Shape {
        if schema["x-kubernetes-int-or-string"] == true { return .string(.intOrString) }
        if let items = schema["items"] {
            return .list(element: node(items, depth: depth + 1), merge: listMerge(schema))
        }
        if let properties = schema["properties"]?.object {
            var fields: [String: Int] = [:]
            for (name, property) in properties { fields[name] = node(property, depth: depth + 1) }
            return .structure(fields: fields)
        }
        if let values = schema["additionalProperties"], values.isObject {
            return .map(value: node(values, depth: depth + 1))
        }
        switch (schema["type"]?.string, schema["format"]?.string) {
        case ("boolean", _): return .boolean
        case ("integer", let format): return .integer(bits: format == "int32" ? 32 : 64)
        case ("number", _): return .number
        case ("string", "byte"): return .string(.byte)
        case ("string", "date-time"): return .string(.dateTime)
        case ("string", "duration"): return .string(.duration)
        case ("string", _): return .string(.plain)
        default: return .any
        }
    }

    private func listMerge(_ schema: Value) -> SchemaNode.ListMerge {
        switch schema["x-kubernetes-list-type"]?.string {
        case "set": return .set
        case "map": return .map(keys: schema["x-kubernetes-list-map-keys"]?.elements.compactMap(\.string) ?? [])
        default: return .atomic
        }
    }

    private func patchRule(_ schema: Value) -> SchemaNode.PatchRule {
        SchemaNode.PatchRule(
            strategy: schema["x-kubernetes-patch-strategy"]?.string ?? "",
            mergeKey: schema["x-kubernetes-patch-merge-key"]?.string)
    }

    /// Every object has its `apiVersion`, `kind` and `metadata`, whatever its definition says of them.
    mutating func addMetadata(to root: Int) {
        let shift = nodes.count
        nodes += Schema.objectMeta.table.nodes.map { $0.shifted(by: shift) }
        let text = add(SchemaNode(shape: .string(.plain)))
        guard case .structure(var fields) = nodes[root].shape else {
            nodes[root].shape = .structure(fields: ["metadata": shift, "apiVersion": text, "kind": text])
            nodes[root].preservesUnknownFields = true
            return
        }
        fields["metadata"] = shift
        fields["apiVersion"] = text
        fields["kind"] = text
        nodes[root].shape = .structure(fields: fields)
    }
}

extension SchemaNode {
    /// The same node in a table where its own stands behind others.
    func shifted(by count: Int) -> SchemaNode {
        var node = self
        switch shape {
        case .structure(let fields): node.shape = .structure(fields: fields.mapValues { $0 + count })
        case .map(let value): node.shape = .map(value: value + count)
        case .list(let element, let merge): node.shape = .list(element: element + count, merge: merge)
        default: break
        }
        return node
    }
}

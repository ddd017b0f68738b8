import Model

/// What rules see of a schema's place; nil where they see nothing: what has no type, and lists and maps of such.
///
/// By `SchemaDeclType` of k8s.io/apiserver/pkg/cel/common. `isResource` where a whole object stands, the root or one
/// that is embedded: its type, `apiVersion`, `kind`, name and `generateName` can be asked for always.
func celShape(of schema: CustomSchema, isResource: Bool, name: String) -> CELShape? {
    func shape(_ type: CELType, _ content: CELShape.Content = .scalar) -> CELShape {
        CELShape(type, content, isNullable: schema.isNullable)
    }
    if schema.isIntOrString { return shape(.dyn, .intOrString) }
    switch schema.type {
    case "array":
        guard let items = schema.items,
            let element = celShape(of: items, isResource: items.isEmbeddedResource, name: "\(name).@idx")
        else { return nil }
        let kind: CELList.Kind =
            switch schema.listType {
            case "set": .set
            case "map": .map(schema.mapKeys)
            default: .plain
            }
        return shape(.list(element.type), .list(element, kind))
    case "object":
        if let values = schema.values, !isResource {
            guard let value = celShape(of: values, isResource: values.isEmbeddedResource, name: "\(name).@elem") else {
                return nil
            }
            return shape(.map(.string, value.type), .map(value))
        }
        let type = objectType(schema, isResource: isResource, name: name)
        return shape(.object(type), .object(type))
    case "string":
        switch schema.format {
        case "byte": return shape(.bytes)
        case "duration": return shape(.duration)
        case "date", "date-time": return shape(.timestamp)
        default: return shape(.string)
        }
    case "boolean": return shape(.bool)
    case "number": return shape(.double)
    case "integer": return shape(.int)
    default: return nil
    }
}

private func objectType(_ schema: CustomSchema, isResource: Bool, name: String) -> CELObjectType {
    var fields: [String: CELObjectType.Field] = [:]
    for (property, inner) in schema.properties {
        guard let escaped = escapedName(property),
            let shape = celShape(of: inner, isResource: inner.isEmbeddedResource, name: "\(name).\(escaped)")
        else { continue }
        fields[escaped] = .init(name: property, shape: shape)
        if reservedNames.contains(property) { fields[property] = .init(name: property, shape: shape) }
    }
    if isResource, !declaresMetadata(schema) {
        let text = CELShape(.string, .scalar, isNullable: false)
        let metadata = CELObjectType(
            name: "\(name).metadata",
            fields: [
                "name": .init(name: "name", shape: text), "generateName": .init(name: "generateName", shape: text),
            ])
        fields["apiVersion"] = .init(name: "apiVersion", shape: text)
        fields["kind"] = .init(name: "kind", shape: text)
        fields["metadata"] = .init(
            name: "metadata", shape: CELShape(.object(metadata), .object(metadata), isNullable: false))
    }
    return CELObjectType(name: name, fields: fields)
}

/// Whether a resource's schema says itself what all resources have.
private func declaresMetadata(_ schema: CustomSchema) -> Bool {
    let metadata = schema.property("metadata")
    return schema.property("kind")?.type == "string" && schema.property("apiVersion")?.type == "string"
        && metadata?.property("name")?.type == "string" && metadata?.property("generateName")?.type == "string"
}

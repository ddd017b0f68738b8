public import Diff

/// The name in OpenAPI of a structure of the built-in kinds: `io.k8s.api.apps.v1.DeploymentSpec`; nil for what has no
/// name, and for schemas that are not built in.
public func builtinSchemaName(_ schema: Schema) -> String? {
    guard let own = BuiltinSchemas.shared.anySchema, own.table === schema.table else { return nil }
    return builtinNames[schema.index]
}

private let builtinNames: [Int: String] = {
    var names: [Int: String] = [:]
    for line in schemaNamesText.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.count == 2, let index = Int(words[0]) else { continue }
        names[index] = String(words[1])
    }
    return names
}()

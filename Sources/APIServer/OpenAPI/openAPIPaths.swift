import ClusterAPI
import Model

/// The paths of a resource with their operations. Clients learn from them which parameters and patch types are
/// understood: strategic merge patches only for built-in kinds.
func openAPIPaths(
    _ served: ServedResource, schema: Value, isBuiltin: Bool, swagger: Bool
) -> [(String, Value)] {
    let type = served.type
    let root = type.group.isEmpty ? "/api/\(type.version)" : "/apis/\(type.group)/\(type.version)"
    let collection = type.isNamespaced ? "\(root)/namespaces/{namespace}/\(type.plural)" : "\(root)/\(type.plural)"
    let operations = Operations(type: type, schema: schema, isBuiltin: isBuiltin, swagger: swagger)
    var paths: [(String, Value)] = []
    func add(_ path: String, _ wanted: [(verb: String, method: String)], parameters: [String]) {
        var item: Value = .emptyObject
        for (verb, method) in wanted where served.verbs.contains(verb) { item[method] = operations.operation(verb) }
        guard !item.isEmpty else { return }
        item["parameters"] = Value(parameters.map { operations.pathParameter($0) })
        paths.append((path, item))
    }
    let namespace = type.isNamespaced ? ["namespace"] : []
    if type.isNamespaced { add("\(root)/\(type.plural)", [("list", "get")], parameters: []) }
    add(
        collection, [("list", "get"), ("create", "post"), ("deletecollection", "delete")], parameters: namespace)
    add(
        "\(collection)/{name}", [("get", "get"), ("update", "put"), ("patch", "patch"), ("delete", "delete")],
        parameters: ["name"] + namespace)
    return paths
}

private struct Operations {
    let type: ResourceType
    let schema: Value
    let isBuiltin: Bool
    let swagger: Bool

    private static let parameters: [String: [String]] = [
        "create": ["dryRun", "fieldManager", "fieldValidation"],
        "update": ["dryRun", "fieldManager", "fieldValidation"],
        "patch": ["dryRun", "fieldManager", "fieldValidation", "force"],
        "delete": ["dryRun", "gracePeriodSeconds", "propagationPolicy"],
        "deletecollection": ["dryRun", "labelSelector", "fieldSelector", "propagationPolicy"],
        "list": [
            "labelSelector", "fieldSelector", "limit", "continue", "resourceVersion", "resourceVersionMatch", "watch",
            "allowWatchBookmarks", "timeoutSeconds", "sendInitialEvents",
        ],
    ]
    private static let types = [
        "force": "boolean", "watch": "boolean", "allowWatchBookmarks": "boolean", "sendInitialEvents": "boolean",
        "limit": "integer", "timeoutSeconds": "integer", "gracePeriodSeconds": "integer",
    ]
    private static let actions = ["create": "post", "update": "put"]
    private static let patches = [
        "application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json",
    ]

    func operation(_ verb: String) -> Value {
        var operation: Value = [
            "operationId": Value("\(verb)\(type.group.filter { $0 != "." })\(type.version)\(type.kind)"),
            "parameters": Value((Operations.parameters[verb] ?? []).map { parameter($0) }), "responses": response,
            "x-kubernetes-action": Value(Operations.actions[verb] ?? verb),
            "x-kubernetes-group-version-kind": groupVersionKind(type)[0] ?? .null,
        ]
        switch verb {
        case "create", "update": addBody(to: &operation, ["application/json", "application/yaml"])
        case "patch":
            let strategic = isBuiltin ? ["application/strategic-merge-patch+json"] : []
            addBody(to: &operation, Operations.patches + strategic)
        default: break
        }
        return operation
    }

    func pathParameter(_ name: String) -> Value { parameter(name, in: "path") }

    private func parameter(_ name: String, in place: String = "query") -> Value {
        var parameter: Value = ["name": Value(name), "in": Value(place)]
        let type = Value(Operations.types[name] ?? "string")
        if swagger { parameter["type"] = type } else { parameter["schema"] = ["type": type] }
        if place == "path" { parameter["required"] = true } else { parameter["uniqueItems"] = swagger ? true : nil }
        return parameter
    }

    private var response: Value {
        let success: Value =
            swagger
            ? ["description": "OK", "schema": schema]
            : ["description": "OK", "content": ["application/json": ["schema": schema]]]
        return ["200": success, "401": ["description": "Unauthorized"]]
    }

    private func addBody(to operation: inout Value, _ types: [String]) {
        if swagger {
            operation["consumes"] = Value(strings: types)
            operation.set(
                Value(
                    (operation["parameters"]?.elements ?? []) + [
                        ["name": "body", "in": "body", "required": true, "schema": schema]
                    ]),
                at: "parameters")
        } else {
            operation["requestBody"] = [
                "required": true, "content": Value(Members(types.map { ($0, ["schema": schema]) })),
            ]
        }
    }
}

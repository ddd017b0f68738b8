import Model

/// The console's description, made from the table of its routes. https://spec.openapis.org/oas/v3.1.0
func openAPIDocument(version: String) -> Value {
    var paths: Value = [:]
    for route in routes { paths.set(operation(route), at: route.path, route.method.lowercased()) }
    return [
        "openapi": "3.1.0",
        "info": [
            "title": "plumb", "version": Value(version), "summary": "Webhooks, control, metrics and pages of plumb",
        ],
        "paths": paths,
        "components": [
            "securitySchemes": [
                "token": ["type": "http", "scheme": "bearer", "description": "The file `token` of the data folder"]
            ],
            "schemas": [
                "Problem": [
                    "type": "object", "description": "RFC 9457",
                    "properties": [
                        "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                        "detail": ["type": "string"],
                    ],
                ],
                "Steer": [
                    "type": "object",
                    "properties": [
                        "actor": ["type": "string", "maxLength": 128],
                        "to": ["type": "string", "description": "For rollback: a commit, tag or branch"],
                        "trigger": ["type": "string", "enum": ["api", "cli"]],
                    ],
                ],
            ],
        ],
    ]
}

private func operation(_ route: Route) -> Value {
    var parameters: [Value] = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
        let name = String(part.dropFirst().dropLast())
        var schema: Value = ["type": "string"]
        if name == "provider" { schema["enum"] = Value(strings: webhookProviders.map(\.name)) }
        if name == "action" { schema["enum"] = Value(strings: SteerAction.allCases.map(\.rawValue)) }
        return ["name": Value(name), "in": "path", "required": true, "schema": schema]
    }
    for name in route.query {
        let schema: Value = name == "limit" ? ["type": "integer", "minimum": 1, "maximum": 10_000] : ["type": "string"]
        parameters.append(["name": Value(name), "in": "query", "schema": schema])
    }
    var value: Value = [
        "operationId": Value(route.operation.rawValue), "summary": Value(route.summary),
        "responses": [
            (route.method == "POST" ? "202" : "200"): ["description": "Done, or heard"],
            "default": [
                "description": "Why not",
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ],
        ],
    ]
    if !parameters.isEmpty { value["parameters"] = Value(parameters) }
    if route.guarded == .token {
        value["security"] = [["token": []]]
        value["requestBody"] = [
            "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Steer"]]]
        ]
    }
    return value
}

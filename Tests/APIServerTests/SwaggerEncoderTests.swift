import Model
import Testing

@testable import APIServer

@Suite("OpenAPI v2 as protobuf")
struct SwaggerEncoderTests {
    /// The contents of a message's fields with this number.
    private func fields(_ number: Int, in bytes: [UInt8]) -> [[UInt8]] {
        var reader = ProtobufReader(bytes[...])
        var found: [[UInt8]] = []
        while let field = reader.next() {
            guard field.number == number, case .bytes(let content) = field.content else { continue }
            found.append(Array(content))
        }
        #expect(!reader.isBroken)
        return found
    }

    /// The one field at the end of a way.
    private func field(_ way: Int..., in bytes: [UInt8]) -> [UInt8] {
        way.reduce(bytes) { fields($1, in: $0).first ?? [] }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private let document: Value = [
        "swagger": "2.0", "info": ["title": "Kubernetes", "version": "v1.36.2"],
        "paths": [
            "/apis/apps/v1/deployments": [
                "patch": [
                    "operationId": "patchDeployment", "consumes": ["application/json-patch+json"],
                    "parameters": [
                        ["name": "dryRun", "in": "query", "type": "string"],
                        ["name": "body", "in": "body", "required": true, "schema": ["$ref": "#/definitions/D"]],
                    ],
                    "responses": ["200": ["description": "OK", "schema": ["$ref": "#/definitions/D"]]],
                    "x-kubernetes-group-version-kind": ["group": "apps", "version": "v1", "kind": "Deployment"],
                ]
            ]
        ],
        "definitions": [
            "D": [
                "type": "object",
                "properties": [
                    "strategy": ["$ref": "#/definitions/S", "x-kubernetes-patch-strategy": "retainKeys"],
                    "names": ["type": "array", "items": ["type": "string"]],
                    "labels": ["type": "object", "additionalProperties": ["type": "string"]],
                ],
            ]
        ],
    ]

    @Test("the document reads back field by field")
    func readsBack() {
        let bytes = SwaggerEncoder.encode(document: document)
        #expect(text(field(1, in: bytes)) == "2.0")
        #expect(text(field(2, 1, in: bytes)) == "Kubernetes")
        #expect(text(field(8, 2, 1, in: bytes)) == "/apis/apps/v1/deployments")
        let patch = field(8, 2, 2, 8, in: bytes)
        #expect(text(field(7, in: patch)) == "application/json-patch+json")
        let parameters = fields(8, in: patch)
        // parameter, nonBodyParameter, queryParameterSubSchema, name
        #expect(text(field(1, 2, 3, 4, in: parameters.first ?? [])) == "dryRun")
        #expect(text(field(1, 1, 2, in: parameters.last ?? [])) == "body")
        #expect(text(field(13, 1, in: patch)) == "x-kubernetes-group-version-kind")
        #expect(
            (try? Value(json: field(13, 2, 2, in: patch)))
                == ["group": "apps", "version": "v1", "kind": "Deployment"])
        #expect(text(field(9, 1, 1, in: patch)) == "200")
        let definition = field(9, 1, 2, in: bytes)
        #expect(text(field(22, 1, in: definition)) == "object")
        let properties = fields(1, in: field(25, in: definition))
        #expect(properties.map { text(field(1, in: $0)) } == ["labels", "names", "strategy"])
        #expect(text(field(2, 21, 1, 22, 1, in: properties[0])) == "string")
        #expect(text(field(2, 23, 1, 22, 1, in: properties[1])) == "string")
        #expect(text(field(2, 1, in: properties[2])) == "#/definitions/S")
        #expect(text(field(2, 31, 1, in: properties[2])) == "x-kubernetes-patch-strategy")
    }

    @Test("what the old version of OpenAPI cannot say of a custom resource is left open")
    func openEnds() {
        let schema: Value = [
            "type": "object",
            "properties": [
                "port": ["x-kubernetes-int-or-string": true, "anyOf": [["type": "integer"], ["type": "string"]]],
                "note": ["type": "string", "nullable": true],
                "list": ["type": "array", "items": ["type": "object", "oneOf": [["required": ["a"]]]]],
            ],
        ]
        let read = swaggerSchema(of: schema)
        #expect(read.at("properties", "port") == ["x-kubernetes-int-or-string": true])
        #expect(read.at("properties", "note") == .emptyObject)
        #expect(read.at("properties", "list", "items") == ["type": "object"])
    }
}

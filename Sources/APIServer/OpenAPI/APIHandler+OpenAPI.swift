import ClusterAPI
import Kinds
import Model

extension APIHandler {
    func openAPI(_ route: Route, _ call: Call) async throws(ClusterError) -> Answer {
        let index = try await index()
        switch route {
        case .openAPIv3Index:
            let paths = index.versions.map { version -> (String, Value) in
                let path = version.group.isEmpty ? "api/\(version.name)" : "apis/\(version.name)"
                return (path, ["serverRelativeURL": Value("/openapi/v3/\(path)")])
            }
            return .json(["paths": Value(Members(paths))])
        case .openAPIv3(let group, let version):
            guard let served = index.version(group: group, version: version) else { throw .noSuchPath }
            let definitions = try await definitions(of: served.resources)
            return .json(document(of: served.resources, definitions, swagger: false))
        default: return try await swagger(index, call)
        }
    }

    /// Everything that is served, in version 2: as protobuf or as JSON, whichever the client likes better.
    private func swagger(_ index: ServedIndex, _ call: Call) async throws(ClusterError) -> Answer {
        var isProtobuf = false
        for type in MediaType.list(call.accept) {
            isProtobuf = SwaggerEncoder.writes(type)
            if isProtobuf || ["application/json", "application/*", "*/*"].contains(type.name) { break }
            if type.name.contains("protobuf") { throw .notAcceptable(["application/json"]) }
        }
        let served = index.versions.flatMap(\.resources)
        let definitions = try await definitions(of: served)
        let bytes = documents.bytes(
            isProtobuf ? "protobuf" : "json", of: served, served.compactMap { definitions[$0.type] }
        ) {
            let document = document(of: served, definitions, swagger: true)
            return isProtobuf ? SwaggerEncoder.encode(document: document) : document.jsonBytes
        }
        return Answer(
            contentType: isProtobuf ? SwaggerEncoder.contentType : "application/json", body: .bytes(bytes))
    }

    private func document(
        of served: [ServedResource], _ definitions: [ResourceType: Value], swagger: Bool
    ) -> Value {
        var document = OpenAPIDocument(swagger: swagger)
        for resource in served { document.add(resource, definition: definitions[resource.type]) }
        return document.value
    }

    /// The definitions of the custom resources among these.
    private func definitions(of served: [ServedResource]) async throws(ClusterError) -> [ResourceType: Value] {
        var found: [ResourceType: Value] = [:]
        for resource in served {
            let type = resource.type
            guard builtinSchema(group: type.group, version: type.version, kind: type.kind) == nil else { continue }
            found[type] = try await customDefinition(of: type)
        }
        return found
    }
}

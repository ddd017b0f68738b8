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
            return .json(try await document(of: [served], swagger: false))
        default:
            for type in MediaType.list(call.accept) {
                if SwaggerEncoder.writes(type) { return try await protobufDocument(of: index.versions) }
                if ["application/json", "application/*", "*/*"].contains(type.name) { break }
                if type.name.contains("protobuf") { throw .notAcceptable(["application/json"]) }
            }
            return .json(try await document(of: index.versions, swagger: true))
        }
    }

    private func protobufDocument(of versions: [ServedIndex.GroupVersion]) async throws(ClusterError) -> Answer {
        let document = try await document(of: versions, swagger: true)
        return Answer(
            contentType: SwaggerEncoder.contentType, body: .bytes(SwaggerEncoder.encode(document: document)))
    }

    private func document(
        of versions: [ServedIndex.GroupVersion], swagger: Bool
    ) async throws(ClusterError) -> Value {
        var document = OpenAPIDocument(swagger: swagger)
        for resource in versions.flatMap(\.resources) {
            let type = resource.type
            let isBuiltin = builtinSchema(group: type.group, version: type.version, kind: type.kind) != nil
            document.add(resource, definition: isBuiltin ? nil : try await customDefinition(of: type))
        }
        return document.value
    }
}

import ClusterAPI
import Model

extension APIHandler {
    /// A cluster's response in the shape that the client wants.
    func present(
        _ response: ClusterAPI.Response, _ served: ServedResource, _ presentation: Presentation
    ) async throws(ClusterError) -> Answer {
        let bytes: [UInt8]
        switch (response.content, presentation) {
        case (.status(let status), .yaml): bytes = Array(yamlText(status).utf8)
        case (.status(let status), _): bytes = statusBytes(status)
        case (.text(let text), _): bytes = Array(text.utf8)
        case (.object(let object), .object): bytes = object.jsonBytes
        case (.object(let object), .yaml): bytes = Array(yamlText(object).utf8)
        case (.object(let object), .partial(let version)):
            bytes = partialMetadata(of: object, version: version).jsonBytes
        case (.object(let object), .table(let version, let inclusion)):
            let table = try await tableShape(of: served.type)
            bytes = table.document(
                ObjectList(items: [object], resourceVersion: object.resourceVersion), version: version, inclusion,
                at: clock())
        case (.list(let list), .object): bytes = listDocument(list, kind: served.type.kind, served.type.apiVersion)
        case (.list(let list), .yaml):
            let document = listDocument(list, kind: served.type.kind, served.type.apiVersion)
            bytes = Array(yamlText((try? Value(json: document)) ?? .null).utf8)
        case (.list(let list), .partial(let version)):
            var partial = list
            partial.items = list.items.map { partialMetadata(of: $0, version: version) }
            bytes = listDocument(partial, kind: "PartialObjectMetadata", "meta.k8s.io/\(version)")
        case (.list(let list), .table(let version, let inclusion)):
            bytes = try await tableShape(of: served.type).document(list, version: version, inclusion, at: clock())
        }
        return Answer(
            code: response.code, contentType: presentation.contentType, warnings: response.warnings, body: .bytes(bytes)
        )
    }
}

/// `PodList` and its like, written straight from the values.
func listDocument(_ list: ObjectList, kind: String, _ apiVersion: String) -> [UInt8] {
    var bytes = Array(
        "{\"kind\":\(Value(kind + "List").json),\"apiVersion\":\(Value(apiVersion).json),\"metadata\":".utf8)
    bytes += listMetadata(list)
    bytes += ",\"items\":[".utf8
    for (index, item) in list.items.enumerated() {
        if index > 0 { bytes.append(0x2c) }
        bytes += item.jsonBytes
    }
    bytes += "]}".utf8
    return bytes
}

/// With its members in the order of kube-apiserver's own.
func listMetadata(_ list: ObjectList) -> [UInt8] {
    var text = "{\"resourceVersion\":\(Value(list.resourceVersion).json)"
    if !list.continueToken.isEmpty { text += ",\"continue\":\(Value(list.continueToken).json)" }
    if let count = list.remainingItemCount { text += ",\"remainingItemCount\":\(count)" }
    return Array("\(text)}".utf8)
}

/// An object without everything but its metadata.
func partialMetadata(of object: Value, version: String) -> Value {
    [
        "kind": "PartialObjectMetadata", "apiVersion": Value("meta.k8s.io/\(version)"), "metadata": object.metadata,
    ]
}

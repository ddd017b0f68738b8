import ClusterAPI
import Model

/// Turns watch events into lines of JSON.
struct WatchEncoder: Sendable {
    let type: ResourceType
    let presentation: Presentation
    /// Where tables are wanted.
    let table: TableShape?
    let clock: @Sendable () -> Instant
    let sendsBookmarks: Bool
    let sendsInitialEnd: Bool
    /// Only the first table names its columns.
    private var hasSentColumns = false

    init(
        type: ResourceType, presentation: Presentation, table: TableShape?, clock: @escaping @Sendable () -> Instant,
        sendsBookmarks: Bool, sendsInitialEnd: Bool
    ) {
        self.type = type
        self.presentation = presentation
        self.table = table
        self.clock = clock
        self.sendsBookmarks = sendsBookmarks
        self.sendsInitialEnd = sendsInitialEnd
    }

    /// One line; nil for what the client did not ask for.
    mutating func frame(of event: WatchEvent) -> [UInt8]? {
        switch event {
        case .added(let object): frame("ADDED", of: object)
        case .modified(let object): frame("MODIFIED", of: object)
        case .deleted(let object): frame("DELETED", of: object)
        case .bookmark(let version, let endsInitial): bookmark(version, endsInitial: endsInitial && sendsInitialEnd)
        }
    }

    static func frame(_ name: String, _ object: Value) -> [UInt8] { frame(name, object.jsonBytes) }

    private static func frame(_ name: String, _ object: [UInt8]) -> [UInt8] {
        var bytes = Array("{\"type\":\"\(name)\",\"object\":".utf8)
        bytes += object
        bytes += "}\n".utf8
        return bytes
    }

    private mutating func bookmark(_ version: String, endsInitial: Bool) -> [UInt8]? {
        guard sendsBookmarks || endsInitial else { return nil }
        var metadata: Value = ["resourceVersion": Value(version), "creationTimestamp": .null]
        if endsInitial { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
        return frame(
            "BOOKMARK", of: ["kind": Value(type.kind), "apiVersion": Value(type.apiVersion), "metadata": metadata])
    }

    private mutating func frame(_ name: String, of object: Value) -> [UInt8] {
        switch presentation {
        case .object, .yaml: return WatchEncoder.frame(name, object)
        case .partial(let version): return WatchEncoder.frame(name, partialMetadata(of: object, version: version))
        case .table(let version, let inclusion):
            guard let table else { return WatchEncoder.frame(name, object) }
            let list = ObjectList(items: [object], resourceVersion: object.resourceVersion)
            let document = table.document(
                list, version: version, inclusion, at: clock(), withColumns: !hasSentColumns)
            hasSentColumns = true
            return WatchEncoder.frame(name, document)
        }
    }
}

internal import ClusterAPI
internal import Diff
internal import Model

/// Where more is to be learned of why a step failed.
enum EvidenceSource: Hashable {
    /// The warnings of a namespace.
    case events(namespace: String)
    /// The end of what a container wrote.
    case log(ObjectKey, container: String, previous: Bool)
    /// A Secret that the container reads: its values are not to be shown.
    case secret(ObjectKey)

    var request: Request {
        switch self {
        case .events(let namespace):
            var request = Request(.list, eventType, namespace: namespace)
            request.options.fieldSelector = "type=Warning"
            request.options.limit = 1000
            return request
        case .log(let pod, let container, let previous):
            var request = Request(.get, podType, namespace: pod.namespace, name: pod.name, subresource: "log")
            request.options.log.container = container
            request.options.log.previous = previous
            request.options.log.tailLines = 10
            return request
        case .secret(let key): return Request(.get, secretType, namespace: key.namespace, name: key.name)
        }
    }
}

/// What was learned of why a step failed.
struct Evidence {
    /// The uids that its events are about.
    var uids: Set<String>
    var events: [Value] = []
    var container = ""
    var log = ""
    /// Values that must not be shown.
    var secrets: [String] = []
    /// A Secret could not be read: nothing of the log can be shown.
    var isLogWithheld = false

    /// What to add to a reason, beginning with `; `; empty where nothing was learned that it does not say already.
    func text(besides reason: String) -> String {
        let told = toldEvents(besides: reason)
        var text = told.isEmpty ? "" : "; events: \(told.joined(separator: ", "))"
        let lines = masked.split(separator: "\n").map { $0.filter { $0 != "\r" } }.filter { !$0.isEmpty }.suffix(10)
        if !lines.isEmpty {
            text +=
                "; the log of container \"\(container)\" ends: "
                + String(lines.joined(separator: " | ").suffix(1000))
        }
        return text
    }

    /// Up to three, the latest first, each reason once.
    private func toldEvents(besides reason: String) -> [String] {
        var seen: Set<String> = []
        var told: [String] = []
        let own = events.filter { uids.contains($0.at("involvedObject", "uid")?.string ?? "") }
        for event in own.sorted(by: { Evidence.time(of: $0) > Evidence.time(of: $1) }) where told.count < 3 {
            let message = event["message"]?.string ?? ""
            let cause = event["reason"]?.string ?? ""
            guard seen.insert(cause).inserted, !reason.contains(message) || message.isEmpty else { continue }
            let count = event["count"]?.int ?? 1
            told.append("\(cause)\(count > 1 ? " (\(count) times)" : "") \(message.prefix(300))")
        }
        return told
    }

    private static func time(of event: Value) -> String {
        event["lastTimestamp"]?.string ?? event["eventTime"]?.string ?? event.metadata["creationTimestamp"]?.string
            ?? ""
    }

    private var masked: String {
        if isLogWithheld { return "" }
        return secrets.sorted { $0.utf8.count > $1.utf8.count }.reduce(log) { text, secret in
            text.replacing(secret, with: "(redacted)")
        }
    }

    mutating func learn(secret: Value) {
        for entry in secret["data"]?.members ?? Members() {
            guard let bytes = entry.value.string.flatMap({ decodedBase64($0) }) else { continue }
            // A value may be written line by line.
            let text = String(decoding: bytes, as: UTF8.self)
            secrets += ([text] + text.split(separator: "\n").map(String.init)).filter { $0.utf8.count > 2 }
        }
    }
}

let eventType = ResourceType(group: "", version: "v1", kind: "Event", plural: "events", isNamespaced: true)
let secretType = ResourceType(group: "", version: "v1", kind: "Secret", plural: "secrets", isNamespaced: true)

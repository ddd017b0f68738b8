internal import Model

/// plumb's own marks on objects.
enum Marks {
    static let application = "plumb.dev/application"
    static let wave = "plumb.dev/wave"
    static let after = "plumb.dev/after"
    static let prune = "plumb.dev/prune"
    static let replace = "plumb.dev/replace"
    static let hook = "plumb.dev/hook"
    static let timeout = "plumb.dev/timeout"
    static let restartOnChange = "plumb.dev/restart-on-change"
    static let configHash = "plumb.dev/config-hash"

    /// Which application an object says it belongs to; nil where it says none.
    static func application(of object: Value) -> String? {
        let name = object.label(application) ?? object.annotation(application)
        return name?.isEmpty == false ? name : nil
    }

    /// Reads `plumb.dev/after`: `Kind/name`, `Kind/namespace/name` or `group/Kind/namespace/name`, several with commas
    /// between. A part of nil matches anything.
    static func targets(_ text: String, namespace: String) -> [AfterTarget]? {
        var found: [AfterTarget] = []
        for item in text.split(separator: ",") {
            let trimmed = item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            let parts = String(trimmed).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            switch parts.count {
            case 2: found.append(AfterTarget(group: nil, kind: parts[0], namespaces: [namespace, ""], name: parts[1]))
            case 3: found.append(AfterTarget(group: nil, kind: parts[0], namespaces: [parts[1]], name: parts[2]))
            case 4: found.append(AfterTarget(group: parts[0], kind: parts[1], namespaces: [parts[2]], name: parts[3]))
            default: return nil
            }
            if found.last?.kind.isEmpty == true || found.last?.name.isEmpty == true { return nil }
        }
        return found
    }
}

/// What `plumb.dev/after` names.
struct AfterTarget {
    var group: String?
    var kind: String
    /// Any of these.
    var namespaces: [String]
    var name: String

    func matches(_ key: ObjectKey) -> Bool {
        key.name == name && key.kind == kind && namespaces.contains(key.namespace)
            && (group == nil || group == key.group)
    }
}

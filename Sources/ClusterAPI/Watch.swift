public import Model

/// What to watch.
public struct WatchRequest: Sendable {
    public var type: ResourceType
    /// Empty for all namespaces.
    public var namespace: String
    /// Start after this version; empty for everything there is first.
    public var resourceVersion: String
    public var labelSelector: String
    public var fieldSelector: String
    public var allowBookmarks: Bool
    /// `sendInitialEvents=true` with a resourceVersion.
    public var sendInitialEvents: Bool

    public init(
        _ type: ResourceType, namespace: String = "", resourceVersion: String = "", labelSelector: String = "",
        fieldSelector: String = "", allowBookmarks: Bool = true, sendInitialEvents: Bool = false
    ) {
        self.type = type
        self.namespace = namespace
        self.resourceVersion = resourceVersion
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
        self.allowBookmarks = allowBookmarks
        self.sendInitialEvents = sendInitialEvents
    }
}

public enum WatchEvent: Sendable {
    case added(Value)
    case modified(Value)
    case deleted(Value)
    /// Everything up to this resourceVersion has been sent. `initialEventsEnd` where the initial state ends here.
    case bookmark(resourceVersion: String, initialEventsEnd: Bool)

    public var object: Value? {
        switch self {
        case .added(let object), .modified(let object), .deleted(let object): object
        case .bookmark: nil
        }
    }
}

public import Model

/// One request to a cluster, as the REST API has it.
public struct Request: Sendable {
    public enum Verb: Hashable, Sendable {
        case get, list, create, update, delete, deleteCollection
        case patch(PatchType)
    }

    /// The four content types of PATCH.
    public enum PatchType: String, Hashable, Sendable {
        case json = "application/json-patch+json"
        case merge = "application/merge-patch+json"
        case strategic = "application/strategic-merge-patch+json"
        case apply = "application/apply-patch+yaml"
    }

    public var verb: Verb
    public var type: ResourceType
    /// Empty for cluster-scoped resources and for collections over all namespaces.
    public var namespace: String
    /// Empty for collections and for a create, where the body names the object.
    public var name: String
    /// `status`, `scale`; nil for the object itself.
    public var subresource: String?
    /// The object, or the patch.
    public var body: Value?
    public var options: Options

    public init(
        _ verb: Verb, _ type: ResourceType, namespace: String = "", name: String = "", subresource: String? = nil,
        body: Value? = nil, options: Options = Options()
    ) {
        self.verb = verb
        self.type = type
        self.namespace = namespace
        self.name = name
        self.subresource = subresource
        self.body = body
        self.options = options
    }

    public enum FieldValidation: String, Sendable { case ignore = "Ignore", warn = "Warn", strict = "Strict" }
    public enum Propagation: String, Sendable {
        case background = "Background", foreground = "Foreground", orphan = "Orphan"
    }

    /// Query parameters and delete options. What a verb does not know it ignores.
    public struct Options: Sendable {
        /// `dryRun=All`: everything but the write.
        public var dryRun = false
        /// Who writes, for `managedFields`; empty takes the user agent's.
        public var fieldManager = ""
        /// nil is the server's default, Warn.
        public var fieldValidation: FieldValidation?
        /// Server-side apply only: take over the fields of others.
        public var force = false
        public var propagation: Propagation?
        public var gracePeriodSeconds: Int?
        /// Preconditions of a delete. (An update has its own in `metadata.resourceVersion` and `metadata.uid`.)
        public var preconditionUID: String?
        public var preconditionResourceVersion: String?
        /// In the API's own syntax: `app=web,tier!=cache`.
        public var labelSelector = ""
        public var fieldSelector = ""
        /// 0 means no limit.
        public var limit = 0
        public var continueToken = ""
        public var resourceVersion = ""
        public var resourceVersionMatch = ""
        /// Of the `log` of a pod.
        public var log = LogOptions()

        public init() {}
    }
}

/// What a successful request answers.
public struct Response: Sendable {
    public enum Content: Sendable {
        case object(Value)
        case list(ObjectList)
        /// A `Status` object, as some deletes answer.
        case status(Value)
        /// What a container has written, as the `log` of a pod answers.
        case text(String)
    }

    /// 200, 201 or 202.
    public var code: Int
    public var content: Content
    /// Texts for the `Warning` header.
    public var warnings: [String]

    public init(code: Int = 200, _ content: Content, warnings: [String] = []) {
        self.code = code
        self.content = content
        self.warnings = warnings
    }

    /// The object, where the answer is one.
    public var object: Value? { if case .object(let value) = content { value } else { nil } }
    public var list: ObjectList? { if case .list(let value) = content { value } else { nil } }
    public var text: String? { if case .text(let value) = content { value } else { nil } }
}

public struct ObjectList: Sendable {
    public var items: [Value]
    public var resourceVersion: String
    /// Empty where this is the end.
    public var continueToken: String
    public var remainingItemCount: Int?

    public init(
        items: [Value], resourceVersion: String, continueToken: String = "", remainingItemCount: Int? = nil
    ) {
        self.items = items
        self.resourceVersion = resourceVersion
        self.continueToken = continueToken
        self.remainingItemCount = remainingItemCount
    }
}

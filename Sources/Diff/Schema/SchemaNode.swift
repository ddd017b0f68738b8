public import Model

/// One node of a structure.
public struct SchemaNode: Sendable {
    public enum Shape: Sendable {
        /// Anything goes: RawExtension, `x-kubernetes-preserve-unknown-fields`, unknown kinds.
        case any
        case boolean
        /// `bits` is 32 or 64.
        case integer(bits: Int)
        case number
        case string(StringFormat)
        /// A struct: these fields and no others.
        case structure(fields: [String: Int])
        /// A map with any keys.
        case map(value: Int)
        case list(element: Int, merge: ListMerge)
    }

    public enum StringFormat: String, Sendable {
        case plain, byte, dateTime, microTime, quantity, intOrString, duration
    }

    /// How two versions of a list become one in server-side apply and in plumb's own merge
    /// (`x-kubernetes-list-type`). Strategic merge patches go by `PatchRule` instead.
    public enum ListMerge: Hashable, Sendable {
        /// The whole list is one value.
        case atomic
        /// Scalars without order, each once.
        case set
        /// Objects with keys, in the schema's order.
        case map(keys: [String])
    }

    /// What strategic merge patches do here: `x-kubernetes-patch-strategy` and `x-kubernetes-patch-merge-key`. They
    /// may differ from `ListMerge`: a Service's ports patch by `port` and apply by `port` and `protocol`; a Job's
    /// conditions patch by `type` and apply as one value.
    public struct PatchRule: Hashable, Sendable {
        /// A list without `merge` is replaced whole.
        public var merges = false
        /// A map that is replaced whole rather than merged.
        public var replaces = false
        /// Members that the patch does not name in `$retainKeys` go.
        public var retainsKeys = false
        /// The member that names an element of a merging list; nil for a list of scalars.
        public var mergeKey: String?

        public init() {}

        /// From the comma-separated strategies of the schema.
        public init(strategy: String, mergeKey: String?) {
            for word in strategy.split(separator: ",") {
                switch word {
                case "merge": merges = true
                case "replace": replaces = true
                case "retainKeys": retainsKeys = true
                default: break
                }
            }
            self.mergeKey = mergeKey
        }
    }

    /// The type's name as Kubernetes' sources have it (`DeploymentSpec`); empty where it has none.
    public var name: String
    public var shape: Shape
    /// `x-kubernetes-map-type: atomic`: a structure or map that is replaced whole (selectors, references).
    public var isAtomic: Bool
    public var patch: PatchRule
    /// Fields that must be there, in the schema's order.
    public var required: [String]
    /// Static defaults by the field's name, zero values of fields that are always written included.
    public var defaults: [String: Value]
    public var enumeration: [String]
    /// `x-kubernetes-preserve-unknown-fields` beside known fields: a structure with others as well.
    public var preservesUnknownFields: Bool

    public init(
        name: String = "", shape: Shape, isAtomic: Bool = false, patch: PatchRule = PatchRule(),
        required: [String] = [],
        defaults: [String: Value] = [:], enumeration: [String] = [],
        preservesUnknownFields: Bool = false
    ) {
        self.name = name
        self.shape = shape
        self.isAtomic = isAtomic
        self.patch = patch
        self.required = required
        self.defaults = defaults
        self.enumeration = enumeration
        self.preservesUnknownFields = preservesUnknownFields
    }
}

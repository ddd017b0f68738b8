public import Model

/// One thing that is wrong with one field, in apimachinery's words (`k8s.io/apimachinery/pkg/util/validation/field`).
public struct FieldError: Hashable, Sendable, CustomStringConvertible {
    public enum ErrorType: String, Hashable, Sendable {
        case required = "FieldValueRequired"
        case invalid = "FieldValueInvalid"
        case forbidden = "FieldValueForbidden"
        case duplicate = "FieldValueDuplicate"
        case notFound = "FieldValueNotFound"
        case notSupported = "FieldValueNotSupported"
        case tooLong = "FieldValueTooLong"
        case tooMany = "FieldValueTooMany"
        case typeInvalid = "FieldValueTypeInvalid"
        case internalError = "InternalError"

        var words: String {
            switch self {
            case .required: "Required value"
            case .invalid, .typeInvalid: "Invalid value"
            case .forbidden: "Forbidden"
            case .duplicate: "Duplicate value"
            case .notFound: "Not found"
            case .notSupported: "Unsupported value"
            case .tooLong: "Too long"
            case .tooMany: "Too many"
            case .internalError: "Internal error"
            }
        }
    }

    public var type: ErrorType
    /// `spec.containers[0].image`; map keys in brackets, `data[a b]`.
    public var field: String
    /// What was found, as the message shows it; nil where the message shows none.
    public var badValue: String?
    public var detail: String

    public init(type: ErrorType, field: String, badValue: String? = nil, detail: String = "") {
        self.type = type
        self.field = field
        self.badValue = badValue
        self.detail = detail
    }

    public init(type: ErrorType, field: String, value: Value?, detail: String = "") {
        self.init(type: type, field: field, badValue: FieldError.shown(value), detail: detail)
    }

    /// `Invalid value: -1: must be greater than or equal to 0`: the message of a Status' cause.
    public var body: String {
        var text = type.words
        if let badValue, type != .required, type != .forbidden, type != .tooLong {
            text += ": \(badValue)"
        }
        return detail.isEmpty ? text : "\(text): \(detail)"
    }

    /// `spec.replicas: Invalid value: -1: must be greater than or equal to 0`
    public var description: String { "\(field): \(body)" }

    /// A value as messages show it: strings as Go quotes them, the rest as JSON.
    static func shown(_ value: Value?) -> String {
        guard let value else { return "null" }
        if let text = value.string { return text.quotedAsGo }
        return GoDump.text(value, "")
    }
}

/// `Deployment.apps "x" is invalid: [a, b]`: what the errors of one object come to; each is said once.
public func invalidMessage(group: String, kind: String, name: String, errors: [FieldError]) -> String {
    var said = Set<String>()
    let all = errors.map(\.description).filter { said.insert($0).inserted }
    let qualified = group.isEmpty ? kind : "\(kind).\(group)"
    return "\(qualified) \(name.quotedAsGo) is invalid: "
        + (all.count == 1 ? all[0] : "[\(all.joined(separator: ", "))]")
}

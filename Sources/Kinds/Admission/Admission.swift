public import Model

/// What admission makes of one write: the object as the server would store it.
public struct Admitted: Sendable {
    public var object: Value
    /// What the server would send as `Warning` headers, without the code.
    public var warnings: [String]

    public init(object: Value, warnings: [String] = []) {
        self.object = object
        self.warnings = warnings
    }
}

/// What to do with fields that the kind does not have: the `fieldValidation` of a request.
public enum FieldValidation: String, Sendable {
    /// Refuse them.
    case strict = "Strict"
    /// Drop them, with a warning each.
    case warn = "Warn"
    /// Drop them.
    case ignore = "Ignore"
}

/// What admission has to know besides the objects.
public struct AdmissionOptions: Sendable {
    public var fieldValidation: FieldValidation
    /// The uid that a created object gets; a Job's labels and selector hold it.
    public var uid: String
    /// The subresource that is written: empty for the object itself, or `status`, `ephemeralcontainers` …
    public var subresource: String
    /// A dry run may name a resourceVersion: only the store would refuse it.
    public var isDryRun: Bool

    public init(
        fieldValidation: FieldValidation = .strict, uid: String = "", subresource: String = "", isDryRun: Bool = false
    ) {
        self.fieldValidation = fieldValidation
        self.uid = uid
        self.subresource = subresource
        self.isDryRun = isDryRun
    }
}

/// Why a write is refused, as a Status says it.
public struct AdmissionRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// 400, 404 or 422.
    public var code: Int
    /// `BadRequest`, `NotFound`, `Invalid`.
    public var reason: String
    public var message: String
    /// What is wrong with which field; empty where the object could not be read at all.
    public var errors: [FieldError]
    /// The group and kind that the Status' details name; empty where it has no details.
    public var group: String
    public var kind: String
    public var name: String

    public init(
        code: Int, reason: String, message: String, errors: [FieldError] = [], group: String = "", kind: String = "",
        name: String = ""
    ) {
        self.code = code
        self.reason = reason
        self.message = message
        self.errors = errors
        self.group = group
        self.kind = kind
        self.name = name
    }

    public var description: String { message }

    static func badRequest(_ message: String) -> AdmissionRefusal {
        AdmissionRefusal(code: 400, reason: "BadRequest", message: message)
    }

    static func invalid(_ object: Value, _ errors: [FieldError]) -> AdmissionRefusal {
        AdmissionRefusal(
            code: 422, reason: "Invalid",
            message: invalidMessage(
                group: object.group, kind: object.objectKind, name: object.name, errors: errors),
            errors: errors, group: object.group, kind: object.objectKind, name: object.name)
    }
}

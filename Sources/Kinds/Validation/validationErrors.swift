public import Model

/// What is wrong with an object that is to be created, defaults set; nothing where it would be accepted.
public func validationErrors(creating object: Value) -> [FieldError] {
    let info = BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind)
    let prepared = Preparation.create(
        defaulted(object), info: info, options: AdmissionOptions(uid: object.uid.isEmpty ? "x" : object.uid),
        hadLabels: !object.labels.isEmpty)
    var validator = Validator()
    validator.create(prepared, info: info)
    return validator.errors
}

/// What is wrong with an update, changes of immutable fields included.
public func validationErrors(updating old: Value, to new: Value) -> [FieldError] {
    let info = BuiltinKinds.named(apiVersion: new.apiVersion, kind: new.objectKind)
    let prepared = Preparation.update(defaulted(new), over: old, info: info)
    var validator = Validator()
    validator.update(prepared, over: old, info: info)
    return validator.errors
}

/// What no object of its kind can be: values of a wrong type and, where `fieldValidation` is strict, fields that the
/// kind does not have, each in kube-apiserver's words.
public func decodingProblems(_ object: Value, fieldValidation: FieldValidation = .strict) -> [String] {
    var decoder = StructDecoder(setsDefaults: false)
    _ = decoder.decode(object: object)
    if let problem = decoder.problem { return [problem] }
    return fieldValidation == .strict ? decoder.unknownFields.map { "unknown field \($0.quotedAsGo)" } : []
}

/// What is said of a kind that no server has: `no matches for kind "Widget" in version "example.com/v1"`.
public func noMatches(apiVersion: String, kind: String) -> String {
    "no matches for kind \(kind.quotedAsGo) in version \(apiVersion.quotedAsGo)"
}

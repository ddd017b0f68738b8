public import Model

/// One thing that is wrong with an object.
public struct Mistake: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case unknownField, wrongType, invalidValue
    }

    public var kind: Kind
    /// `spec.containers[0].image`; map keys in brackets.
    public var field: String
    /// In kube-apiserver's words, which quote values.
    public var message: String
}

/// All that is wrong with an object of a built-in kind: what its decoder would say one after the other, and what
/// validation would say once that was mended. A server says only the first. None of a kind that is not built in.
///
/// `old` is the object as it is stored, where it is to be updated.
public func mistakes(in object: Value, over old: Value? = nil) -> [Mistake] {
    guard let info = BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind) else { return [] }
    var decoder = StructDecoder(setsDefaults: true)
    decoder.collectsMistakes = true
    let read = decoder.decode(object: object)
    var validator = Validator()
    if let old {
        validator.update(Preparation.update(read, over: old, info: info), over: old, info: info)
    } else {
        let options = AdmissionOptions(uid: "x")
        let isLabelled = !object.labels.isEmpty
        validator.create(Preparation.create(read, info: info, options: options, hadLabels: isLabelled), info: info)
    }
    // What could not be read is not there to be validated, and is not also missing.
    let invalid = validator.errors.filter { error in !decoder.mistakes.contains { isAbout($0.field, error.field) } }
    var said = Set<FieldError>()
    return decoder.mistakes
        + invalid.filter { said.insert($0).inserted }
        .map { Mistake(kind: .invalidValue, field: $0.field, message: $0.body) }
}

/// Whether one of two fields is the other, or stands in it.
private func isAbout(_ one: String, _ other: String) -> Bool {
    let (short, long) = one.utf8.count <= other.utf8.count ? (one, other) : (other, one)
    guard long.hasPrefix(short) else { return false }
    let next = long.dropFirst(short.count).first
    return next == nil || next == "." || next == "["
}

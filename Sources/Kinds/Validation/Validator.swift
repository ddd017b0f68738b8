import Model

/// Collects what is wrong with an object. The rules of each kind are extensions of it.
struct Validator {
    var errors: [FieldError] = []
    /// The kind that is validated, where a rule holds for some kinds only.
    var isPod = false
    /// Of a definition that is validated, where rules about its spec depend on its annotations.
    var definitionMetadata: Value?

    mutating func required(_ field: FieldView, _ detail: String = "") {
        errors.append(FieldError(type: .required, field: field.path.text, detail: detail))
    }

    mutating func invalid(_ field: FieldView, _ detail: String) {
        errors.append(
            FieldError(type: .invalid, field: field.path.text, badValue: FieldError.shown(field.value), detail: detail))
    }

    /// With another value than the field's own: text that is shown as it is.
    mutating func invalid(_ field: FieldView, shown: String, _ detail: String) {
        errors.append(FieldError(type: .invalid, field: field.path.text, badValue: shown, detail: detail))
    }

    mutating func forbidden(_ field: FieldView, _ detail: String) {
        errors.append(FieldError(type: .forbidden, field: field.path.text, detail: detail))
    }

    mutating func duplicate(_ field: FieldView, shown: String? = nil) {
        errors.append(
            FieldError(
                type: .duplicate, field: field.path.text, badValue: shown ?? FieldError.shown(field.value)))
    }

    mutating func notFound(_ field: FieldView) {
        errors.append(FieldError(type: .notFound, field: field.path.text, badValue: FieldError.shown(field.value)))
    }

    mutating func notSupported(_ field: FieldView, shown: String? = nil, _ supported: [String]) {
        let list = supported.map(\.quotedAsGo).joined(separator: ", ")
        errors.append(
            FieldError(
                type: .notSupported, field: field.path.text,
                badValue: shown ?? FieldError.shown(field.value ?? ""), detail: "supported values: \(list)"))
    }

    mutating func tooLong(_ field: FieldView, bytes: Int) {
        errors.append(
            FieldError(type: .tooLong, field: field.path.text, detail: "may not be more than \(bytes) bytes"))
    }

    /// Each message as an error about the field's value.
    mutating func check(_ field: FieldView, _ messages: [String]) {
        for message in messages { invalid(field, message) }
    }

    mutating func nonNegative(_ field: FieldView) {
        if let number = field.value?.int, number < 0 { invalid(field, "must be greater than or equal to 0") }
    }

    mutating func oneOf(_ field: FieldView, _ supported: [String]) {
        if !supported.contains(field.string) { notSupported(field, supported) }
    }

    /// The field was and is the same, as ValidateImmutableField asks for.
    mutating func immutable(_ new: FieldView, _ old: FieldView) {
        if new.value != old.value { invalid(new, "field is immutable") }
    }
}

public import Model

/// Takes secret values out of what is shown, logged or written down. In their place stands `(redacted)` and a digest
/// that tells equal values from different ones.
///
/// What counts as secret: a Secret's `data` and `stringData`, and annotations of a Secret that hold an object as it was
/// applied or any of the values.
public struct Redactor: Sendable {
    /// A keyed digest of bytes, short and printable. It must be keyed: values are often guessable.
    private let digest: @Sendable ([UInt8]) -> String

    public init(digest: @escaping @Sendable ([UInt8]) -> String) { self.digest = digest }

    /// An object of any kind, without secret values.
    ///
    /// - Parameter others: other versions of the object, whose values its annotations may hold.
    public func redacted(_ object: Value, knowing others: [Value] = []) -> Value {
        redacted(object, secrets: (others + [object]).flatMap(secretTexts))
    }

    private func redacted(_ object: Value, secrets: [String]) -> Value {
        guard object.objectKind == "Secret", object.apiVersion == "v1" || object.apiVersion.isEmpty else {
            return redactedItems(object)
        }
        var copy = object
        for part in ["data", "stringData"] {
            guard let value = object[part] else { continue }
            copy[part] = redactedValues(value, isEncoded: part == "data")
        }
        guard let annotations = object.at("metadata", "annotations")?.object else { return copy }
        for (name, value) in annotations {
            copy.set(redactedAnnotation(name, value, secrets), at: "metadata", "annotations", name)
        }
        return copy
    }

    private func redactedAnnotation(_ name: String, _ value: Value, _ secrets: [String]) -> Value {
        guard let text = value.string else { return value }
        if name == lastAppliedAnnotation, let applied = try? Value(json: text), applied.isObject {
            return Value(redacted(applied, secrets: secrets + secretTexts(applied)).json)
        }
        let isSecret = name == lastAppliedAnnotation || secrets.contains { text.contains($0) }
        return isSecret ? mask(Array(text.utf8)) : value
    }

    /// The changes of one object's fields, without secret values.
    ///
    /// - Parameter versions: of the object, whose values its annotations may hold.
    public func redacted(_ fields: [FieldChange], of key: ObjectKey, knowing versions: [Value] = []) -> [FieldChange] {
        guard key.kind == "Secret", key.group.isEmpty else { return fields }
        let secrets = versions.flatMap(secretTexts)
        return fields.map { field in
            var field = field
            field.base = field.base.map { redacted($0, at: field.path, secrets) }
            field.desired = field.desired.map { redacted($0, at: field.path, secrets) }
            field.live = field.live.map { redacted($0, at: field.path, secrets) }
            return field
        }
    }

    /// A change with all it carries, without secret values.
    public func redacted(_ change: Change) -> Change {
        guard change.key.kind == "Secret", change.key.group.isEmpty else { return change }
        var copy = change
        let versions = [change.base, change.desired, change.live, change.result].compactMap(\.self)
        let secrets = versions.flatMap(secretTexts)
        copy.base = change.base.map { redacted($0, secrets: secrets) }
        copy.desired = change.desired.map { redacted($0, secrets: secrets) }
        copy.live = change.live.map { redacted($0, secrets: secrets) }
        copy.result = change.result.map { redacted($0, secrets: secrets) }
        copy.fields = redacted(change.fields, of: change.key, knowing: versions)
        return copy
    }

    /// A patch of an object, without secret values.
    public func redacted(patch: Value, of key: ObjectKey, knowing versions: [Value] = []) -> Value {
        guard key.kind == "Secret", key.group.isEmpty, patch.isObject else { return patch }
        return redacted(patch, at: [], versions.flatMap(secretTexts))
    }

    /// Part of a Secret.
    private func redacted(_ value: Value, at path: FieldPath, _ secrets: [String]) -> Value {
        guard let first = path.elements.first else {
            var whole = value
            whole["apiVersion"] = "v1"
            whole["kind"] = "Secret"
            var result = redacted(whole, secrets: secrets + secretTexts(whole))
            for key in ["apiVersion", "kind"] { result[key] = value[key] }
            return result
        }
        switch first {
        case .field("data"), .field("stringData"):
            return redactedValues(value, isEncoded: first == .field("data"))
        case .field("metadata"):
            var whole: Value = .emptyObject
            whole.set(value, at: path.elements.compactMap { if case .field(let name) = $0 { name } else { nil } }[...])
            return redacted(whole, at: [], secrets).at(path) ?? value
        default: return value
        }
    }

    private func redactedItems(_ object: Value) -> Value {
        guard object.objectKind.hasSuffix("List"), let items = object["items"]?.array else { return object }
        var copy = object
        // Lists hold objects, never lists; one that does shows none of it.
        copy["items"] = Value(items.map { $0.objectKind.hasSuffix("List") ? mask($0.jsonBytes) : redacted($0) })
        return copy
    }

    /// A map of values, or one of them.
    private func redactedValues(_ value: Value, isEncoded: Bool) -> Value {
        if value.isNull { return value }
        guard let members = value.object else { return mask(bytes(value, isEncoded: isEncoded)) }
        return Value(
            Members(members.map { ($0.key, $0.value.isNull ? $0.value : mask(bytes($0.value, isEncoded: isEncoded))) }))
    }

    private func bytes(_ value: Value, isEncoded: Bool) -> [UInt8] {
        let text = value.string ?? value.json
        return (isEncoded ? decodedBase64(text) : nil) ?? Array(text.utf8)
    }

    private func mask(_ bytes: [UInt8]) -> Value { Value("(redacted) " + digest(bytes)) }

    /// The values as they might stand in other texts. Very short ones stand everywhere.
    private func secretTexts(_ object: Value) -> [String] {
        var texts: [String] = []
        for part in ["data", "stringData"] {
            for (_, value) in object[part]?.members ?? Members() {
                guard let text = value.string else { continue }
                texts.append(text)
                texts.append(String(decoding: bytes(value, isEncoded: part == "data"), as: UTF8.self))
            }
        }
        return texts.filter { $0.utf8.count >= 4 }
    }
}

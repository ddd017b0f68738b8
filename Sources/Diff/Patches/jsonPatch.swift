public import Model

/// Applies a JSON patch, a list of operations that all succeed or none. https://www.rfc-editor.org/rfc/rfc6902
public func applyJSONPatch(_ patch: Value, to document: Value) throws(PatchError) -> Value {
    guard let operations = patch.array else { throw PatchError(.malformed, "a JSON patch is a list of operations") }
    var result = document
    for operation in operations { result = try apply(operation, to: result) }
    return result
}

private func apply(_ operation: Value, to document: Value) throws(PatchError) -> Value {
    guard operation.isObject else { throw PatchError(.malformed, "an operation of a JSON patch is an object") }
    guard let name = operation["op"]?.string else { throw PatchError(.malformed, "missing 'op' parameter") }
    let path = try pointer(operation, "path")
    switch name {
    case "add": return try document.adding(try value(of: operation), at: path)
    case "remove": return try document.removing(at: path).rest
    case "replace":
        let new = try value(of: operation)
        guard document.at(pointer: path) != nil else {
            throw missing("replace operation does not apply: doc is missing key: \(path.text)")
        }
        return try document.replacing(with: new, at: path)
    case "move":
        let from = try pointer(operation, "from")
        guard !path.tokens.starts(with: from.tokens) || path.tokens.count == from.tokens.count else {
            throw PatchError(.unprocessable, "cannot move \(from.text) into itself")
        }
        let (removed, rest) = try document.removing(at: from)
        return try rest.adding(removed, at: path)
    case "copy":
        let from = try pointer(operation, "from")
        guard let copied = document.at(pointer: from) else {
            throw missing("copy operation does not apply: doc is missing from path: \(from.text)")
        }
        return try document.adding(copied, at: path)
    case "test":
        let expected = try value(of: operation)
        guard let found = document.at(pointer: path), sameJSON(found, expected) else {
            throw PatchError(.unprocessable, "testing value \(path.text) failed: test failed")
        }
        return document
    default: throw PatchError(.unprocessable, "Unexpected kind: \(name)")
    }
}

private func missing(_ text: String) -> PatchError { PatchError(.unprocessable, text + ": missing value") }

private func value(of operation: Value) throws(PatchError) -> Value {
    guard let value = operation["value"] else { throw PatchError(.malformed, "missing 'value' parameter") }
    return value
}

private func pointer(_ operation: Value, _ member: String) throws(PatchError) -> JSONPointer {
    guard let text = operation[member]?.string else {
        throw PatchError(.malformed, "missing '\(member)' parameter")
    }
    guard let pointer = JSONPointer(text) else {
        throw PatchError(.malformed, "\(member) \(Value(text).json) is no JSON pointer")
    }
    return pointer
}

/// RFC 6902, section 4.6: numbers by amount, objects without regard to order. Null is not absence here.
private func sameJSON(_ left: Value, _ right: Value, depth: Int = 0) -> Bool {
    guard depth < depthBound else { return left == right }
    switch (left.view, right.view) {
    case (.object(let a), .object(let b)):
        return a.count == b.count
            && zip(a, b).allSatisfy { $0.key == $1.key && sameJSON($0.value, $1.value, depth: depth + 1) }
    case (.array(let a), .array(let b)):
        return a.count == b.count && zip(a, b).allSatisfy { sameJSON($0, $1, depth: depth + 1) }
    default:
        if let a = left.number, let b = right.number { return a == b }
        return left == right
    }
}

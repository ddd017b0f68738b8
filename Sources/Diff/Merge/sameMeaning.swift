public import Model

/// Whether Kubernetes would take two values for the same, given what is known of their structure: quantities by amount
/// (`1000m` = `1`), times by instant, base64 by bytes, whole numbers however written, the rest member
/// by member. Absent values are the same as each other and as null.
public func sameMeaning(_ left: Value?, _ right: Value?, _ schema: Schema?) -> Bool {
    sameMeaning(left, right, schema, depth: 0)
}

private func sameMeaning(_ left: Value?, _ right: Value?, _ schema: Schema?, depth: Int) -> Bool {
    let left = left ?? .null
    let right = right ?? .null
    switch (left.view, right.view) {
    case (.object(let a), .object(let b)):
        guard depth < depthBound else { return left == right }
        return sameMembers(a, b, schema, depth: depth)
    case (.array(let a), .array(let b)):
        guard depth < depthBound else { return left == right }
        guard a.count == b.count else { return false }
        let element = schema?.element
        return zip(a, b).allSatisfy { sameMeaning($0, $1, element, depth: depth + 1) }
    default:
        return left == right || sameScalar(left, right, schema)
    }
}

/// A null member is as good as none.
private func sameMembers(_ left: Members, _ right: Members, _ schema: Schema?, depth: Int) -> Bool {
    var a = left.startIndex
    var b = right.startIndex
    while a < left.endIndex || b < right.endIndex {
        if a < left.endIndex, b < right.endIndex, left[a].key == right[b].key {
            guard sameMeaning(left[a].value, right[b].value, schema?.member(left[a].key), depth: depth + 1) else {
                return false
            }
            a += 1
            b += 1
        } else if b >= right.endIndex || (a < left.endIndex && left[a].key.precedesInBytes(right[b].key)) {
            guard left[a].value.isNull else { return false }
            a += 1
        } else {
            guard right[b].value.isNull else { return false }
            b += 1
        }
    }
    return true
}

private func sameScalar(_ left: Value, _ right: Value, _ schema: Schema?) -> Bool {
    if let a = left.number, let b = right.number, a == b { return true }
    guard case .string(let format)? = schema?.shape else { return false }
    switch format {
    case .quantity:
        guard let a = ExactAmount(left), let b = ExactAmount(right) else { return false }
        return a == b
    case .byte:
        guard let a = left.string.flatMap(decodedBase64), let b = right.string.flatMap(decodedBase64) else {
            return false
        }
        return a == b
    case .dateTime, .microTime:
        guard let a = left.string.flatMap(Instant.init(_:)), let b = right.string.flatMap(Instant.init(_:)) else {
            return false
        }
        return a == b
    default: return false
    }
}

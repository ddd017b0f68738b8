public import Model

/// Applies a JSON merge patch. https://www.rfc-editor.org/rfc/rfc7386
public func applyMergePatch(_ patch: Value, to target: Value?) -> Value { apply(patch, to: target, depth: 0) }

private func apply(_ patch: Value, to target: Value?, depth: Int) -> Value {
    guard let changes = patch.object, depth < depthBound else { return patch }
    var members = target?.object ?? Members()
    for (key, value) in changes {
        members[key] = value.isNull ? nil : apply(value, to: members[key], depth: depth + 1)
    }
    return Value(members)
}

/// The JSON merge patch that makes one value of another; `{}` where they are equal. A null in `to` cannot be asked
/// for with such a patch: it reads as absence.
public func mergePatch(from: Value, to: Value) -> Value { difference(from, to, depth: 0) ?? .emptyObject }

/// Nil where the two are equal.
private func difference(_ from: Value, _ to: Value, depth: Int) -> Value? {
    guard let old = from.object, let new = to.object, depth < depthBound else { return from == to ? nil : to }
    var patch: [(String, Value)] = []
    for (key, value) in new {
        guard let former = old[key] else {
            patch.append((key, value))
            continue
        }
        if let change = difference(former, value, depth: depth + 1) { patch.append((key, change)) }
    }
    for (key, _) in old where new[key] == nil { patch.append((key, .null)) }
    return patch.isEmpty ? nil : Value(Members(patch))
}

/// The JSON merge patch that `kubectl apply` sends for a kind without a known structure: additions and changes from
/// `current` to `modified`, deletions from `original` to `modified`.
/// Upstream: k8s.io/apimachinery/pkg/util/jsonmergepatch
public func threeWayMergePatch(original: Value?, modified: Value?, current: Value?) -> Value {
    let modified = modified ?? .emptyObject
    let additions = nulls(in: mergePatch(from: current ?? .emptyObject, to: modified), kept: false)
    let deletions = nulls(in: mergePatch(from: original ?? .emptyObject, to: modified), kept: true)
    return overlaid(deletions, additions)
}

/// Only the nulls of a patch, or all but them. Lists are values and stay as they are; an empty object is a value too.
private func nulls(in patch: Value, kept: Bool, depth: Int = 0) -> Value {
    guard let members = patch.object, depth < depthBound else { return patch }
    var result: [(String, Value)] = []
    for (key, value) in members {
        switch value.kind {
        case .null:
            if kept { result.append((key, value)) }
        case .object where !value.isEmpty:
            let inner = nulls(in: value, kept: kept, depth: depth + 1)
            if !inner.isEmpty { result.append((key, inner)) }
        default:
            if !kept { result.append((key, value)) }
        }
    }
    return Value(Members(result))
}

/// One patch over another, nulls and all.
private func overlaid(_ first: Value, _ second: Value, depth: Int = 0) -> Value {
    guard var members = first.object, let other = second.object, depth < depthBound else { return second }
    for (key, value) in other {
        members[key] = members[key].map { overlaid($0, value, depth: depth + 1) } ?? value
    }
    return Value(members)
}

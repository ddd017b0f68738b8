import Diff
import Model

/// Before and after of each field of a change, with Secret values as digests.
func auditedFields(of change: Change, digest: DigestKey) -> Value {
    Value(
        change.fields.map { field in
            var value: Value = ["path": Value(field.path.description), "why": Value(field.why.rawValue)]
            let hides = change.key.kind == "Secret" && change.key.group.isEmpty && isSecret(field.path)
            value["before"] = field.live.map { hides ? hidden($0, digest) : $0 }
            value["after"] = field.desired.map { hides ? hidden($0, digest) : $0 }
            if let manager = field.manager { value["manager"] = Value(manager) }
            return value
        })
}

private func isSecret(_ path: FieldPath) -> Bool {
    guard case .field(let name)? = path.elements.first else { return true }
    return name == "data" || name == "stringData"
}

private func hidden(_ value: Value, _ key: DigestKey) -> Value {
    if let members = value.object { return Value(Members(members.map { ($0.key, hidden($0.value, key)) })) }
    return ["value": "(redacted)", "digest": Value(key.digest(Array((value.string ?? value.json).utf8)))]
}

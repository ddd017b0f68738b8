import Diff
import Model

/// Before and after of each field of a change, with Secret values as digests.
func auditedFields(of change: Change, digest: DigestKey) -> Value {
    let fields = Redactor { digest.digest($0) }.redacted(change).fields
    return Value(
        fields.map { field in
            var value: Value = ["path": Value(field.path.description), "why": Value(field.why.rawValue)]
            value["before"] = field.live
            value["after"] = field.desired
            value["manager"] = field.manager.map { Value($0) }
            return value
        })
}

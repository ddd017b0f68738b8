import Model

extension Value {
    /// An entry of `status.conditions`.
    func condition(_ type: String) -> Value? {
        at("status", "conditions")?.elements.first { $0["type"]?.string == type }
    }

    func isConditionTrue(_ type: String) -> Bool { condition(type)?["status"]?.string == "True" }

    /// Of a condition, or of an object's member.
    func text(_ field: String) -> String { self[field]?.string ?? "" }
    func time(_ field: String) -> Instant? { self[field]?.string.flatMap { Instant($0) } }
}

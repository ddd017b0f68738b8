internal import Model

extension Value {
    /// One of `status.conditions`.
    func condition(_ type: String) -> Value? {
        status["conditions"]?.elements.first { $0["type"]?.string == type }
    }

    /// `True`, `False` or `Unknown`; nil where there is no such condition.
    func conditionStatus(_ type: String) -> String? { condition(type)?["status"]?.string }

    /// Of a condition: its message, else its reason.
    var conditionText: String {
        let message = self["message"]?.string ?? ""
        return message.isEmpty ? self["reason"]?.string ?? "" : message
    }

    var creationTime: Instant? { metadata["creationTimestamp"]?.string.flatMap { Instant($0) } }
}

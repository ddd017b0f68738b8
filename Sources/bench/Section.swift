/// A part of the table.
struct Section: Sendable {
    var name: String
    var about: String
    var run: @Sendable () async throws -> [Row]
}

/// A line of the table.
struct Row {
    var label: String
    var value: Double
    var unit: String
    /// What it is to be, and whether it is.
    var goal: (text: String, isMet: Bool)?

    init(_ label: String, _ value: Double, _ unit: String, goal: (text: String, isMet: Bool)? = nil) {
        self.label = label
        self.value = value
        self.unit = unit
        self.goal = goal
    }

    var text: String {
        let shown = value >= 100 ? String(Int(value.rounded())) : String((value * 100).rounded() / 100)
        let left = "  " + label + String(repeating: " ", count: max(1, 46 - label.count))
        let middle = String(repeating: " ", count: max(0, 8 - shown.count)) + shown + " " + unit
        guard let goal else { return left + middle }
        return left + middle + String(repeating: " ", count: max(1, 14 - unit.count))
            + (goal.isMet ? "ok   " : "MISSED ") + goal.text
    }
}

import Model

/// An int-or-percent of a total: `25%` of 10 is 2 or 3, by the rounding. Nil and nonsense count as 0.
func scaledCount(_ value: Value?, of total: Int, roundUp: Bool) -> Int {
    if let count = value?.int { return count }
    guard let text = value?.string else { return 0 }
    guard text.hasSuffix("%") else { return Int(text) ?? 0 }
    guard let percent = Int(text.dropLast()), percent >= 0, percent <= 1_000_000, total <= 1 << 40 else { return 0 }
    return roundUp ? (percent * total + 99) / 100 : percent * total / 100
}

import Model

/// A value as Go prints a map with `%+v`: `map[spec:map[replicas:2 selector:<nil>]]`.
func goMapText(_ value: Value, depth: Int = 0) -> String {
    guard depth < 100 else { return "..." }
    switch value.view {
    case .null: return "<nil>"
    case .string(let text): return text
    case .array(let elements): return "[\(elements.map { goMapText($0, depth: depth + 1) }.joined(separator: " "))]"
    case .object(let members):
        let entries = members.map { "\($0.key):\(goMapText($0.value, depth: depth + 1))" }
        return "map[\(entries.joined(separator: " "))]"
    default: return value.json
    }
}

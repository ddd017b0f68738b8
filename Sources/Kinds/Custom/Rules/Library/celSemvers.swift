/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-semver-library
let celSemvers: [CELFunction] = [
    CELFunction("semver(string) -> semver", "semver(string, bool) -> semver") { machine, values throws(CELError) in
        guard let (_, version) = try read(values, &machine) else { return nil }
        guard let version else { throw .message("No Major.Minor.Patch elements found") }
        return .opaque(.semver(version))
    },
    CELFunction("isSemver(string) -> bool", "isSemver(string, bool) -> bool") { machine, values throws(CELError) in
        try read(values, &machine).map { .bool($0.1 != nil) }
    },
    number("major") { $0.major }, number("minor") { $0.minor }, number("patch") { $0.patch },
    order("isLessThan", "bool") { .bool($0 == .before) },
    order("isGreaterThan", "bool") { .bool($0 == .after) },
    order("compareTo", "int") { .int($0 == .before ? -1 : $0 == .after ? 1 : 0) },
]

private func read(
    _ values: [CELValue], _ machine: inout CELMachine
) throws(CELError) -> (String, CELSemver?)? {
    guard case .string(let text) = values[0] else { return nil }
    try machine.charge(text.utf8.count / 10)
    guard values.count > 1 else { return (text, CELSemver(text)) }
    guard case .bool(let isTolerant) = values[1] else { return nil }
    return (text, isTolerant ? CELSemver(tolerant: text) : CELSemver(text))
}

private func number(_ name: String, _ read: @escaping @Sendable (CELSemver) -> UInt64) -> CELFunction {
    CELFunction("semver: \(name)() -> int") { _, values throws(CELError) in
        guard case .opaque(.semver(let version)) = values[0] else { return nil }
        return .int(Int64(clamping: read(version)))
    }
}

private func order(
    _ name: String, _ type: String, _ result: @escaping @Sendable (CELValue.Order) -> CELValue
) -> CELFunction {
    CELFunction("semver: \(name)(semver) -> \(type)") { _, values throws(CELError) in
        guard case .opaque(.semver(let left)) = values[0], case .opaque(.semver(let right)) = values[1] else {
            return nil
        }
        return result(left.order(right))
    }
}

/// Runs one seed again. Where it fails, the least scenario that fails alike is told with its trace.
func replay(_ seed: UInt64, _ options: Options, on ground: Ground) -> Bool {
    let scenario = Scenario(seed: seed)
    let result = simulate(scenario, on: ground, isTraced: options.trace)
    for line in result.trace { print(line) }
    guard let violation = result.violations.first else {
        print("seed \(seed): no promise is broken")
        return true
    }
    for violation in result.violations { print("seed \(seed): \(violation)") }
    guard options.shrinks else { return false }
    let least = shrunk(scenario, breaking: violation.promise, on: ground)
    let again = simulate(least, on: ground, isTraced: true)
    print("\nthe least scenario that breaks the same promise:")
    for happening in least.happenings { print("  \(happening.milliseconds) ms: \(happening.act)") }
    print("  \(least.cluster)\n  \(least.disk)\n  git \(least.git)")
    print("\nits trace:")
    for line in again.trace { print("  \(line)") }
    for violation in again.violations { print("  → \(violation)") }
    return false
}

/// Runs one seed again. Where it fails, the least scenario that fails alike is told with its trace.
func replay(_ seed: UInt64, _ options: Options, on ground: Ground) -> Bool {
    let scenario = options.scenario(of: seed)
    let result = simulate(scenario, on: ground, isTraced: options.trace)
    if options.trace {
        print("seed \(seed):")
        for line in scenario.lines { print("  \(line)") }
        print("its trace:")
        for line in result.trace { print("  \(line)") }
    }
    guard let violation = result.violations.first else {
        print("seed \(seed): no promise is broken")
        return true
    }
    for violation in result.violations { print("seed \(seed): \(violation)") }
    guard options.shrinks else { return false }
    let (least, tries) = shrunk(scenario, failingAs: violation.likeness, on: ground)
    let again = simulate(least, on: ground, isTraced: true)
    let before = "\(scenario.happenings.count) things happened before"
    print("the least scenario that fails alike (\(before), \(tries) tried):")
    for line in least.lines { print("  \(line)") }
    print("its trace:")
    for line in again.trace { print("  \(line)") }
    for violation in again.violations { print("  → \(violation)") }
    return false
}

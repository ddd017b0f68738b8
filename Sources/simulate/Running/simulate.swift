/// Runs the scenario of a seed, or another; returns what was wrong, what it came through, and what happened.
func simulate(
    _ scenario: Scenario, on ground: Ground, isTraced: Bool = false
) -> (violations: [Violation], coverage: Coverage, trace: [String]) {
    let world = World(scenario, ground: ground, isTraced: isTraced)
    let violations = world.run()
    return (violations, world.coverage, world.trace)
}

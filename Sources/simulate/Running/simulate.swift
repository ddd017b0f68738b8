/// Runs the scenario of a seed, or another; returns what was wrong, what it came through, and what happened.
func simulate(
    _ scenario: Scenario, on ground: Ground, isTraced: Bool = false
) -> (violations: [Violation], coverage: Coverage, trace: [String]) {
    let world = World(scenario, ground: ground, isTraced: isTraced)
    let violations = world.run()
    return (violations, world.coverage, world.trace)
}

/// A scenario with less in it that still breaks the same promise.
func shrunk(_ scenario: Scenario, breaking promise: Violation.Promise, on ground: Ground) -> Scenario {
    func breaks(_ candidate: Scenario) -> Bool {
        simulate(candidate, on: ground).violations.contains { $0.promise == promise }
    }
    var least = scenario
    func take(_ change: (inout Scenario) -> Void) {
        var candidate = least
        change(&candidate)
        if breaks(candidate) { least = candidate }
    }
    take { $0.cluster = .none }
    take { $0.disk = .none }
    take { $0.git = (0, 0) }
    for path in ClusterFaults.all { take { $0.cluster[keyPath: path] = 0 } }
    var hasChanged = true
    while hasChanged {
        hasChanged = false
        for index in least.happenings.indices.reversed() where index < least.happenings.count {
            let before = least.happenings.count
            take { $0.happenings.remove(at: index) }
            if least.happenings.count < before { hasChanged = true }
        }
    }
    for index in least.happenings.indices {
        guard case .push(let content) = least.happenings[index].act else { continue }
        func simpler(_ change: (inout Content) -> Void) {
            take { scenario in
                var candidate = content
                if case .push(let present) = scenario.happenings[index].act { candidate = present }
                change(&candidate)
                scenario.happenings[index].act = .push(candidate)
            }
        }
        simpler { $0.extras = [] }
        simpler { $0.hasWorker = false }
        simpler { $0.hasRoles = false }
        simpler { $0.hasWaves = false }
        simpler { $0.changesSet = false }
        simpler { $0.flaw = .none }
    }
    return least
}

extension ClusterFaults {
    // Safe: a constant; key paths without captured subscripts hold nothing that changes.
    nonisolated(unsafe) static let all: [WritableKeyPath<ClusterFaults, Int>] = [
        \.errorBefore, \.errorAfter, \.noAnswerBefore, \.noAnswerAfter, \.tooManyRequests, \.conflict, \.slow,
        \.watchEnds, \.watchExpires, \.watchLags,
    ]
}

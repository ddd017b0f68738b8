/// A scenario with less in it that still fails in the same way, and how many were tried for it.
///
/// Whatever is taken away stays away where the rest fails alike: faults first, then happenings (many at once, then one
/// after the other), then what commits hold, then times. Every scenario runs the same each time, so what comes out does
/// too. At most `limit` are tried.
func shrunk(
    _ scenario: Scenario, failingAs likeness: String, on ground: Ground, limit: Int = 600
) -> (least: Scenario, tries: Int) {
    var shrinking = Shrinking(least: scenario, likeness: likeness, ground: ground, triesLeft: limit)
    var former: Scenario
    repeat {
        former = shrinking.least
        shrinking.calm()
        shrinking.dropHappenings()
        shrinking.simplifyContents()
        shrinking.shortenTimes()
    } while shrinking.least != former && shrinking.triesLeft > 0
    return (shrinking.least, limit - shrinking.triesLeft)
}

private struct Shrinking {
    var least: Scenario
    let likeness: String
    let ground: Ground
    var triesLeft: Int

    /// Keeps a change where what comes of it still fails alike.
    @discardableResult
    mutating func take(_ change: (inout Scenario) -> Void) -> Bool {
        var candidate = least
        change(&candidate)
        guard triesLeft > 0, candidate != least else { return false }
        triesLeft -= 1
        guard simulate(candidate, on: ground).violations.contains(where: { $0.likeness == likeness }) else {
            return false
        }
        least = candidate
        return true
    }

    mutating func calm() {
        take { scenario in
            scenario.cluster = .none
            scenario.disk = .none
            scenario.git = .none
        }
        take { $0.cluster = .none }
        take { $0.disk = .none }
        take { $0.git = .none }
        for rate in ClusterFaults.rates { take { $0.cluster[keyPath: rate.path] = 0 } }
        take { $0.disk.writeError = 0 }
        take { $0.disk.syncError = 0 }
        take { $0.disk.readError = 0 }
        take { $0.git.unreachable = 0 }
        take { $0.git.behind = 0 }
    }

    /// Halves, quarters, … and then each by itself, the last first.
    mutating func dropHappenings() {
        var size = max(1, least.happenings.count / 2)
        while true {
            var start = least.happenings.count - size
            while start > -size {
                let range = max(0, start)..<min(start + size, least.happenings.count)
                if !range.isEmpty { take { $0.happenings.removeSubrange(range) } }
                start -= size
            }
            if size == 1 { return }
            size /= 2
        }
    }

    mutating func simplifyContents() {
        for index in least.happenings.indices {
            guard case .push = least.happenings[index].act else { continue }
            func simpler(_ change: (inout Content) -> Void) {
                take { scenario in
                    guard case .push(var content) = scenario.happenings[index].act else { return }
                    change(&content)
                    scenario.happenings[index].act = .push(content)
                }
            }
            simpler { content in
                content = Content(mark: content.mark, flaw: content.flaw)
                content.replicas = 1
            }
            simpler { $0.flaw = .none }
            simpler { $0.extras = [] }
            for extra in 0..<5 { simpler { $0.extras.remove(extra) } }
            simpler { $0.hooks = [] }
            simpler { $0.hasRobots = false }
            simpler { $0.hasTeam = false }
            simpler { $0.hasWorker = false }
            simpler { $0.hasRoles = false }
            simpler { $0.hasWaves = false }
            simpler { $0.changesSet = false }
            simpler { $0.replicas = 1 }
        }
    }

    mutating func shortenTimes() {
        // Everything sooner, then each thing right after the one before it.
        take { scenario in
            for index in scenario.happenings.indices { scenario.happenings[index].milliseconds /= 10 }
        }
        for index in least.happenings.indices {
            take { scenario in
                let former = index == 0 ? 0 : scenario.happenings[index - 1].milliseconds
                let gap = scenario.happenings[index].milliseconds - former
                let rounded: Int64 = gap > 60_000 ? 60_000 : gap > 1000 ? gap / 1000 * 1000 : 0
                for later in index..<scenario.happenings.count {
                    scenario.happenings[later].milliseconds += rounded - gap
                }
            }
            take { $0.happenings[index].act = $0.happenings[index].act.shorter }
        }
        take { $0.intervalSeconds = 60 }
        take { $0.timeoutSeconds = 120 }
        take { $0.downMilliseconds = 1000 }
    }
}

extension Scenario.Act {
    /// The same for a rounder, or a shorter, time.
    fileprivate var shorter: Scenario.Act {
        func less(_ time: Int64) -> Int64 { time > 2000 ? time / 2 / 1000 * 1000 : time }
        return switch self {
        case .hold(let object, let time): .hold(object: object, milliseconds: less(time))
        case .outage(let time): .outage(milliseconds: less(time))
        case .gitGone(let time): .gitGone(milliseconds: less(time))
        case .diskFull(let time): .diskFull(milliseconds: less(time))
        case .crash(let effects, true): .crash(effects: effects, losesPower: false)
        case .inPhase(let moment, let act): .inPhase(moment, act.shorter)
        default: self
        }
    }
}

import Apply

extension Scenario {
    /// The scenario of a seed.
    init(seed: UInt64) {
        var random = Random(seed: seed, "scenario")
        var happenings: [Happening] = []
        var time: Int64 = 0
        var contents: [Content] = []
        if random.below(4) == 0 {
            happenings.append(Happening(milliseconds: 0, act: .precede(extra: random.below(5))))
        }
        let commits = 1 + random.below(5)
        for number in 1...commits {
            let content = Scenario.content(number, after: contents, &random)
            contents.append(content)
            let isBack = contents.count > 2 && random.below(5) == 0
            happenings.append(
                Happening(
                    milliseconds: time, act: isBack ? .forcePush(random.below(contents.count - 1)) : .push(content)))
            if isBack { contents.removeLast() }
            if random.below(2) == 0 { happenings.append(Happening(milliseconds: time + 1, act: .wake)) }
            let gap = Int64([500, 4000, 60_000, 200_000][random.below(4)])
            for _ in 0..<random.below(5) {
                let at = time + Int64(random.below(Int(min(gap, 20_000))))
                happenings.append(Happening(milliseconds: at, act: Scenario.disturbance(&random)))
            }
            time += gap + Int64(random.below(2000))
        }
        happenings += Scenario.moments(seed: seed, until: time)
        self.seed = seed
        self.happenings = happenings.sorted { $0.milliseconds < $1.milliseconds }
        widen()
        chooseFaults(&random)
    }

    private static func content(_ mark: Int, after former: [Content], _ random: inout Random) -> Content {
        if let old = random.pick(former), random.below(6) == 0 {
            // A revert: another commit, the same files.
            return old
        }
        var content = Content(mark: mark)
        if random.below(5) < 2 { content.flaw = random.pick(Content.Flaw.plain) ?? .none }
        if content.flaw == .otherSelector, former.isEmpty { content.flaw = .none }
        for extra in 0..<5 where random.below(2) == 0 { content.extras.insert(extra) }
        content.hasWorker = random.below(2) == 0
        content.hasRoles = random.below(2) == 0
        content.hasWaves = random.below(3) == 0
        content.changesSet = random.below(3) == 0
        content.replicas = 1 + random.below(3)
        return content
    }

    /// In some scenarios, revisions have hooks, kinds of their own, and another namespace.
    private mutating func widen() {
        var random = Random(seed: seed, "wider")
        guard random.below(3) == 0 else { return }
        let (hasHooks, hasRobots, hasTeam) = (random.below(3) > 0, random.below(3) == 0, random.below(3) == 0)
        // Reverts are what they were.
        var wider: [Int: Content] = [:]
        for index in happenings.indices {
            guard case .push(var content) = happenings[index].act else { continue }
            if let known = wider[content.mark] {
                content = known
            } else if content.flaw != .empty {
                for hook in Hook.allCases where hasHooks && random.below(2) == 0 { content.hooks.insert(hook) }
                content.hasRobots = hasRobots && random.below(4) > 0
                content.hasTeam = hasTeam && random.below(3) > 0
                let flaw = random.below(12)
                if content.isGood, hasHooks, flaw < 2 {
                    content.flaw = flaw == 0 ? .hookBeforeFails : .hookAfterFails
                    content.hooks.insert(flaw == 0 ? .before : .after)
                } else if content.isGood, content.hasRobots, flaw == 2 {
                    content.flaw = .invalidRobot
                }
            }
            wider[content.mark] = content
            happenings[index].act = .push(content)
        }
    }

    /// What is timed by how far plumb has come, rather than by the clock.
    private static func moments(seed: UInt64, until end: Int64) -> [Happening] {
        var random = Random(seed: seed, "moments")
        guard random.below(3) == 0 else { return [] }
        return (0..<1 + random.below(3)).compactMap { _ in
            guard let moment = random.pick(Moment.allCases) else { return nil }
            let act: Act =
                switch random.below(8) {
                case 0, 1: .outage(milliseconds: [3000, 70_000, 330_000][random.below(3)])
                case 2: .drift(object: random.below(12), value: random.below(100))
                case 3: .delete(object: random.below(12))
                case 4: .hold(object: random.below(12), milliseconds: Int64(random.below(200_000)))
                case 5: .diskFull(milliseconds: Int64(random.below(30_000)))
                default: .crash(effects: random.below(12), losesPower: random.below(2) == 0)
                }
            return Happening(milliseconds: Int64(random.below(Int(end))), act: .inPhase(moment, act))
        }
    }

    private static func disturbance(_ random: inout Random) -> Act {
        switch random.below(16) {
        case 0, 1: .annotate(object: random.below(12), value: random.below(100))
        case 2, 3: .drift(object: random.below(12), value: random.below(100))
        case 4: .delete(object: random.below(12))
        case 5: .deletePod(random.below(8))
        case 6: .scaleWorker(1 + random.below(3))
        case 7: .hold(object: random.below(12), milliseconds: Int64(random.below(200_000)))
        case 8: .outage(milliseconds: Int64(random.below(random.below(3) == 0 ? 240_000 : 10_000)))
        case 9: .gitGone(milliseconds: Int64(random.below(90_000)))
        case 10: .diskFull(milliseconds: Int64(random.below(60_000)))
        case 11: .restart
        default: .crash(effects: random.below(random.below(2) == 0 ? 20 : 200), losesPower: random.below(2) == 0)
        }
    }

    private mutating func chooseFaults(_ random: inout Random) {
        let level = [0, 0, 1, 3][random.below(4)]
        func rate(_ most: Int) -> Int { random.below(2) == 0 ? 0 : random.below(most * level + 1) }
        cluster.errorBefore = rate(40)
        cluster.errorAfter = rate(30)
        cluster.noAnswerBefore = rate(30)
        cluster.noAnswerAfter = rate(40)
        cluster.tooManyRequests = rate(40)
        cluster.conflict = rate(60)
        cluster.slow = [0, 300, 800][random.below(3)]
        cluster.watchEnds = rate(10)
        cluster.watchExpires = rate(8)
        cluster.watchLags = rate(20)
        git = FaultyRepository.Faults(unreachable: rate(100), behind: rate(200))
        if random.below(4) == 0 {
            disk.writeError = random.below(15)
            disk.syncError = random.below(15)
            disk.readError = random.below(4)
        }
        intervalSeconds = [10, 60, 300][random.below(3)]
        timeoutSeconds = [60, 120, 300][random.below(3)]
        downMilliseconds = Int64([10, 1000, 40_000][random.below(3)])
        requestsAtOnce = [16, 16, 3, 1][random.below(4)]
    }
}

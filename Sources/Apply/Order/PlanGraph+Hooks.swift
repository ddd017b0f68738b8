internal import Diff
internal import Model

extension PlanGraph {
    /// Makes a step of each time that a hook may run, and says what speaks against it.
    mutating func addHooks(_ hooks: [Manifest]) {
        for manifest in hooks {
            let mark = FieldPath(fields: "metadata", "annotations", Marks.hook)
            var change = Change(
                key: manifest.key, action: .create, origin: manifest.origin, desired: manifest.object,
                live: live(manifest.key), result: manifest.object)
            change.fields = []
            let text = manifest.object.annotation(Marks.hook) ?? ""
            guard let moments = Hook.read(text), let type = types.type(of: change.key) else {
                problems.append(
                    problem(
                        "\(change.key.spoken) has \(Marks.hook): \(Value(text).json). Write before, after or on-failure, "
                            + "several with commas between.", of: change, at: mark))
                continue
            }
            if let live = change.live, Marks.application(of: live) != settings.application {
                problems.append(
                    problem(
                        "\(change.key.spoken) is there already, and is not of application "
                            + "\"\(settings.application)\": a hook would take its place. Give the hook another name.",
                        of: change))
            }
            let wave = wave(of: change)
            for moment in moments {
                if writes[change.key] == nil { writes[change.key] = steps.count }
                steps.append(
                    Step(
                        id: steps.count, change: change, action: change.live == nil ? .create : .replace, type: type,
                        wave: wave, hook: moment))
            }
        }
    }

    /// Hooks before come first, with what they need; hooks after come last. Of several of one kind the lower
    /// `plumb.dev/wave` goes first.
    mutating func placeHooks() {
        let before = steps.indices.filter { steps[$0].hook == .before }
        let after = steps.indices.filter { steps[$0].hook == .after }
        let waves = Set(before.map { steps[$0].wave }).sorted()
        for (rank, wave) in waves.enumerated() {
            for hook in before where steps[hook].wave == wave { pull(hook, to: Int.min + rank) }
        }
        let lastWaves = Set(after.map { steps[$0].wave }).sorted()
        for hook in after {
            let rank = lastWaves.firstIndex(of: steps[hook].wave) ?? 0
            steps[hook].wave = Int.max - (lastWaves.count - 1 - rank)
        }
    }

    /// Brings a hook, and whatever it waits for, into a wave.
    private mutating func pull(_ hook: Int, to wave: Int) {
        var queue = [hook]
        var seen: Set<Int> = [hook]
        while let next = queue.popLast() {
            steps[next].wave = next == hook ? wave : min(steps[next].wave, wave)
            for wait in steps[next].waits where seen.insert(wait.on).inserted { queue.append(wait.on) }
        }
    }
}

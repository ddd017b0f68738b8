internal import Model

extension PlanGraph {
    /// Refuses to prune more than the application allows.
    mutating func checkPruning(managed: Int) {
        let count = deletes.count
        if manifests.isEmpty, count > 0 {
            if settings.allowEmpty { return }
            problems.append(
                Problem(
                    "The revision defines no object at all, and \(count) would be pruned. "
                        + "Set allowEmpty: true if that is meant."))
            return
        }
        let limit: Int
        let said: String
        switch settings.maxPrune {
        case nil: return
        case .number(let number):
            limit = number
            said = "\(number)"
        case .percent(let percent):
            // A few may always go, else an application of one could never rename it.
            limit = percent > 0 ? max(3, max(managed, count) * min(percent, 100) / 100) : 0
            said = "\(percent)%"
        }
        if count > max(limit, settings.allowPrune ?? 0) {
            let meant = settings.allowPrune.map { ", and \($0) were allowed" } ?? ""
            let names = deletes.keys.sorted().prefix(10).map(\.spoken).joined(separator: ", ")
            problems.append(
                Problem(
                    "The revision would prune \(count) of \(max(managed, count)) objects, and maxPrune is \(said)\(meant): "
                        + names + (count > 10 ? " and \(count - 10) more" : "")
                        + ". If that is meant, say `plumb sync \(settings.application) --allow-prune \(count)`."))
        }
    }

    /// The plan, with its steps renumbered in an order in which they could run.
    func ordered() -> Plan {
        let writing = Sorting(steps, steps.indices.filter { steps[$0].action != .delete })
        let deleting = Sorting(steps, steps.indices.filter { steps[$0].action == .delete })
        var problems = problems
        for sorting in [writing, deleting] {
            guard let cycle = sorting.cycle else { continue }
            problems.append(problem(cycle.message, of: steps[cycle.step].change))
        }
        var order = (writing.layers + deleting.layers).flatMap { $0 }
        let placed = Set(order)
        order += steps.indices.filter { !placed.contains($0) }
        var number = Array(repeating: 0, count: steps.count)
        for (new, old) in order.enumerated() { number[old] = new }
        let renumbered = order.map { old in
            var step = steps[old]
            step.id = number[old]
            step.waits = step.waits.map { wait in
                var wait = wait
                wait.on = number[wait.on]
                return wait
            }.sorted { $0.on < $1.on }
            return step
        }
        return Plan(
            steps: renumbered, kept: kept.sorted { $0.key < $1.key }, problems: problems,
            needs: needs.map { need in
                var need = need
                need.step = number[need.step]
                return need
            },
            surveys: surveys.map { Plan.Survey(step: number[$0.step], type: $0.type, namespace: $0.namespace) })
    }
}

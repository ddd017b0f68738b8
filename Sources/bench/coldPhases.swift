import Apply
import Reconciler

/// How long each part of the first pass took, by the facts that were told of it.
func coldPhases(_ facts: AsyncStream<ReconcilerFact>, since start: ContinuousClock.Instant) async -> [Row] {
    let clock = ContinuousClock()
    var rows: [Row] = []
    var (last, phase) = (start, "  git, YAML, live, diff and plan")
    for await fact in facts {
        guard case .transaction(_, let told) = fact, case .entered(let next) = told.event else { continue }
        let now = clock.now
        rows.append(Row(phase, (now - last) / .seconds(1), "s"))
        (last, phase) = (now, "  \(next.rawValue)")
    }
    rows.append(Row("  to the end: ledger, health, status", (clock.now - last) / .seconds(1), "s"))
    return rows
}

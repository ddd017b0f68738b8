import Model

/// Which rule of a Job's success policy these indexes satisfy, in the controller's words; nil where none is.
/// https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy
func successPolicyMatch(_ policy: Value?, succeeded: IndexIntervals, completions: Int) -> String? {
    guard succeeded.count > 0 else { return nil }
    for (place, rule) in (policy?["rules"]?.elements ?? []).enumerated() {
        let wanted = rule["succeededCount"]?.int
        let isMet: Bool
        if let text = rule["succeededIndexes"]?.string {
            let indexes = IndexIntervals(text, below: completions)
            if indexes.count == 0 { continue }
            let overlap = indexes.overlap(with: succeeded)
            isMet = overlap == indexes.count || wanted.map { overlap >= $0 } ?? false
        } else {
            isMet = wanted.map { succeeded.count >= $0 } ?? false
        }
        if isMet { return "Matched rules at index \(place)" }
    }
    return nil
}

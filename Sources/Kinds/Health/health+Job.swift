internal import Model

/// A Job is healthy when it is complete. That its controller gives it up is final, and its pods say what happened; one
/// pod that fails is not, for there may be another try.
func jobHealth(_ question: HealthQuestion) -> Health {
    let job = question.object
    let own = question.pods.filter { $0.owner?["uid"]?.string == job.uid }
    for type in ["Failed", "FailureTarget"] {
        guard let failed = job.condition(type), failed["status"]?.string == "True" else { continue }
        let trouble = own.sorted { $0.name < $1.name }.lazy.compactMap { PodTrouble.find(in: $0, at: question.now) }
        guard let first = trouble.first else { return .failed("failed: \(failed.conditionText)") }
        return .failed("failed: \(failed.conditionText); \(first.text)")
    }
    if job.conditionStatus("Complete") == "True" { return .healthy }
    if question.spec["suspend"]?.bool == true { return Health(.suspended, "is suspended") }
    var verdict = PodsVerdict(own, at: question.now)
    // How often a container may end badly is for the Job to say.
    if verdict.trouble?.isCrash == true { verdict.trouble?.isPermanent = false }
    let wanted = question.spec["completions"]?.int ?? 1
    return verdict.progressing("\(question.count("succeeded")) of \(wanted) completions")
}

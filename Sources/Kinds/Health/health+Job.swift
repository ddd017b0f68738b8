internal import Model

func jobHealth(_ question: HealthQuestion) -> Health {
    let job = question.object
    if let failed = job.condition("Failed"), failed["status"]?.string == "True" {
        return .failed("failed: \(failed.conditionText)")
    }
    if job.conditionStatus("Complete") == "True" { return .healthy }
    if question.spec["suspend"]?.bool == true { return Health(.suspended, "is suspended") }
    let own = question.pods.filter { $0.owner?["uid"]?.string == job.uid }
    let done = question.count("succeeded")
    return PodsVerdict(own, at: question.now).progressing(
        "\(done) of \(question.spec["completions"]?.int ?? 1) completions")
}

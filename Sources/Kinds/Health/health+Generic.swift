internal import Model

/// What most kinds follow: https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
func genericHealth(_ question: HealthQuestion) -> Health {
    let object = question.object
    if let observed = question.status["observedGeneration"]?.int, observed < object.generation {
        return HealthQuestion.notObserved
    }
    if let stalled = object.condition("Stalled"), stalled["status"]?.string == "True" {
        return .failed("is stalled: \(stalled.conditionText)")
    }
    if let reconciling = object.condition("Reconciling"), reconciling["status"]?.string == "True" {
        return .progressing("is reconciling: \(reconciling.conditionText)")
    }
    guard let ready = object.condition("Ready") else { return .healthy }
    return ready["status"]?.string == "True" ? .healthy : .progressing("is not ready: \(ready.conditionText)")
}

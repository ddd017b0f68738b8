internal import Model

func daemonSetHealth(_ question: HealthQuestion) -> Health {
    guard question.isObserved else { return HealthQuestion.notObserved }
    let wanted = question.count("desiredNumberScheduled")
    let updated = question.count("updatedNumberScheduled")
    let available = question.count("numberAvailable")
    let isOnDelete = question.spec.at("updateStrategy", "type")?.string == "OnDelete"
    if available >= wanted, isOnDelete || updated >= wanted { return .healthy }
    let generation = question.object.annotation("deprecated.daemonset.template.generation")
    let own = question.pods.filter {
        $0.owner?["uid"]?.string == question.object.uid
            && (generation == nil || $0.label("pod-template-generation") == generation)
    }
    let verdict = PodsVerdict(own, at: question.now)
    if !isOnDelete, updated < wanted { return verdict.progressing("\(updated) of \(wanted) pods are updated") }
    return verdict.progressing("\(available) of \(wanted) pods are available")
}

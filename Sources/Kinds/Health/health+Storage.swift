internal import Model

func volumeClaimHealth(_ question: HealthQuestion) -> Health {
    switch question.status["phase"]?.string {
    case "Bound": .healthy
    case "Lost": .failed("has lost its volume")
    default: .progressing("is not bound to a volume yet")
    }
}

func volumeHealth(_ question: HealthQuestion) -> Health {
    question.status["phase"]?.string == "Failed"
        ? .degraded("failed: \(question.status["message"]?.string ?? "")") : .healthy
}

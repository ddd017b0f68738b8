internal import Model

func definitionHealth(_ question: HealthQuestion) -> Health {
    let object = question.object
    for (type, bad) in [("NamesAccepted", "False"), ("NonStructuralSchema", "True")] {
        if let condition = object.condition(type), condition["status"]?.string == bad {
            return .failed("\(type) is \(bad): \(condition.conditionText)")
        }
    }
    if object.conditionStatus("Terminating") == "True" { return .progressing("is being deleted") }
    return object.conditionStatus("Established") == "True" ? .healthy : .progressing("is not established yet")
}

func apiServiceHealth(_ question: HealthQuestion) -> Health {
    guard let available = question.object.condition("Available") else { return .progressing("is not available yet") }
    return available["status"]?.string == "True"
        ? .healthy : .progressing("is not available: \(available.conditionText)")
}

func namespaceHealth(_ question: HealthQuestion) -> Health {
    question.status["phase"]?.string == "Terminating" ? .progressing("is being deleted") : .healthy
}

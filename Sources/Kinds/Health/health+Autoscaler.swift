internal import Model

/// The reasons with which an autoscaler says that it cannot work.
func autoscalerHealth(_ question: HealthQuestion) -> Health {
    let object = question.object
    for type in ["AbleToScale", "ScalingActive"] {
        if let condition = object.condition(type), condition["status"]?.string == "False",
            let reason = condition["reason"]?.string, reason.hasPrefix("Failed") || reason == "InvalidSelector"
        {
            return .degraded("\(reason): \(condition.conditionText)")
        }
    }
    return object.conditionStatus("AbleToScale") == "True" || object.conditionStatus("ScalingLimited") == "True"
        ? .healthy : .progressing("has not scaled anything yet")
}

internal import Model

func podHealth(_ question: HealthQuestion) -> Health {
    let pod = question.object
    let phase = pod.status["phase"]?.string ?? "Pending"
    if phase == "Succeeded" { return .healthy }
    if phase == "Running", pod.conditionStatus("Ready") == "True" { return .healthy }
    let trouble = PodTrouble.find(in: pod, at: question.now)
    if phase == "Failed" { return .failed(trouble?.text ?? "failed") }
    guard let trouble else { return .progressing(phase == "Running" ? "is not ready" : "is starting") }
    return trouble.isPermanent
        ? .failed(trouble.text) : Health(.progressing, trouble.text, reviewAt: trouble.permanentAt)
}

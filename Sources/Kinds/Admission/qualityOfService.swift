public import Model

/// `Guaranteed` where every container requests exactly what limits it in CPU and memory, `BestEffort` where none asks
/// for either, else `Burstable`.
public func qualityOfService(of pod: Value) -> String {
    let containers = (pod.spec["containers"]?.elements ?? []) + (pod.spec["initContainers"]?.elements ?? [])
    var isBestEffort = true
    var isGuaranteed = true
    for container in containers {
        for resource in ["cpu", "memory"] {
            let limit = container.at("resources", "limits", resource)?.string.flatMap { try? Quantity($0) }
            let request = container.at("resources", "requests", resource)?.string.flatMap { try? Quantity($0) }
            let hasLimit = limit.map { !$0.isZero } ?? false
            let hasRequest = request.map { !$0.isZero } ?? false
            if hasLimit || hasRequest { isBestEffort = false }
            if !hasLimit || request != limit { isGuaranteed = false }
        }
    }
    return isBestEffort ? "BestEffort" : isGuaranteed ? "Guaranteed" : "Burstable"
}

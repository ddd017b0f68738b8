internal import Model

/// Only a load balancer has something to wait for: its address.
func serviceHealth(_ question: HealthQuestion) -> Health {
    guard question.spec["type"]?.string == "LoadBalancer" else { return .healthy }
    return question.status.at("loadBalancer", "ingress")?.elements.isEmpty == false
        ? .healthy : .progressing("has no load balancer address yet")
}

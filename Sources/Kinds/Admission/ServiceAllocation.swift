public import Model

/// Which of a Service's fields the cluster has to fill in, since no default knows them.
public struct ServiceAllocation: Hashable, Sendable {
    /// The node ports that may be given out.
    public static let nodePorts = 30000...32767

    /// An address of the cluster for `spec.clusterIP` and `spec.clusterIPs`.
    public var needsClusterIP = false
    /// The places in `spec.ports` that lack a node port.
    public var portsWithoutNodePort: [Int] = []
    /// A port for `spec.healthCheckNodePort`.
    public var needsHealthCheckNodePort = false

    public init(for service: Value) {
        let spec = service.spec
        let type = spec["type"]?.string ?? "ClusterIP"
        if type != "ExternalName" { needsClusterIP = spec["clusterIP"]?.isEmpty ?? true }
        let wantsNodePorts =
            type == "NodePort" || type == "LoadBalancer" && spec["allocateLoadBalancerNodePorts"]?.bool != false
        if wantsNodePorts {
            portsWithoutNodePort = (spec["ports"]?.elements ?? []).enumerated()
                .filter { ($0.element["nodePort"]?.int ?? 0) == 0 }.map(\.offset)
        }
        needsHealthCheckNodePort =
            type == "LoadBalancer" && spec["externalTrafficPolicy"]?.string == "Local"
            && (spec["healthCheckNodePort"]?.int ?? 0) == 0
    }
}

/// What an embedded cluster is made with.
public struct ClusterSettings: Sendable {
    /// Decides uids and the random parts of names.
    public var seed: UInt64 = 1
    public var simulation = SimulationSettings()
    /// Created at the start where they are not there yet.
    public var nodes: [NodeSettings] = [NodeSettings()]
    /// Writes of each kind that a watch can still be resumed over; older ones answer 410.
    public var historyLimit = 4096
    /// Reconciliations in one `advance` at the most, so that requests get their turn.
    public var workPerAdvance = 2_000
    /// How long an Event is kept, from when it was last seen.
    public var eventLifetime: Duration = .seconds(3600)
    /// What every namespace's ConfigMap `kube-root-ca.crt` holds, in PEM.
    public var rootCertificate = ""
    /// Where the Service `kubernetes` leads to.
    public var apiServerPort = 6443

    public init() {}
}

/// One node of the embedded cluster.
public struct NodeSettings: Hashable, Sendable {
    public var name = "plumb-node"
    /// Resource quantities.
    public var cpu = "64"
    public var memory = "256Gi"
    public var pods = "1000"
    public var labels: [String: String] = [:]

    public init(name: String = "plumb-node") { self.name = name }
}

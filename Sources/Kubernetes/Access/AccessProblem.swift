/// Why a cluster cannot be talked to as its kubeconfig, or its service account, says. One sentence for people; no
/// credential is in it.
public struct AccessProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }
}

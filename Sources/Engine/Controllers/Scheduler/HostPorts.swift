import Model

/// The ports of nodes that a pod asks for, and who has them already.
struct HostPorts {
    private struct Port {
        var address: String
        var number: Int
        var `protocol`: String

        func conflicts(with other: Port) -> Bool {
            let isSameAddress = address == other.address || [address, other.address].contains("0.0.0.0")
            return number == other.number && `protocol` == other.protocol && isSameAddress
        }
    }

    private let wanted: [Port]
    private var taken: [String: [Port]] = [:]

    init(of pod: Value, in view: any ClusterView) {
        wanted = HostPorts.ports(of: pod)
        guard !wanted.isEmpty else { return }
        for other in view.podsWithHostPorts() where !other.nodeName.isEmpty && !other.isTerminal {
            taken[other.nodeName, default: []] += HostPorts.ports(of: other)
        }
    }

    private static func ports(of pod: Value) -> [Port] {
        (pod.at("spec", "containers")?.elements ?? []).flatMap { $0["ports"]?.elements ?? [] }.compactMap { port in
            guard let number = port["hostPort"]?.int, number > 0 else { return nil }
            let address = port.text("hostIP")
            return Port(
                address: address.isEmpty ? "0.0.0.0" : address, number: number,
                protocol: port["protocol"]?.string ?? "TCP")
        }
    }

    func refusal(on node: Value) -> NodeRefusal? {
        let theirs = taken[node.name] ?? []
        guard wanted.contains(where: { port in theirs.contains { $0.conflicts(with: port) } }) else { return nil }
        return NodeRefusal(
            reasons: ["node(s) didn't have free ports for the requested pod ports"], isForOthers: true)
    }
}

import ClusterAPI
import Model

/// Which cluster IPs and node ports Services hold, and the next free ones.
struct ServiceAllocations: Sendable {
    private var addresses: Set<UInt32> = []
    private var ports: Set<Port> = []
    private var nextAddress = ServiceAllocations.firstDynamic
    private var nextPort = ServiceAllocations.portRange.lowerBound

    private struct Port: Hashable, Sendable {
        var number: Int
        var `protocol`: String
    }

    /// 10.96.0.0/12. The lower band is left for those who ask for an address, as kube-apiserver leaves it.
    static let network: UInt32 = 0x0a60_0000
    static let size: UInt32 = 1 << 20
    private static let firstDynamic: UInt32 = 257
    static let portRange = 30_000...32_767

    /// Fills in what a Service leaves to the cluster, and takes what it asks for; refuses what another one has.
    mutating func allocate(_ object: inout Value, old: Value?, dryRun: Bool) throws(ClusterError) {
        guard object.objectKind == "Service", object.group.isEmpty else { return }
        var after = self
        if let old { after.release(old) }
        try after.allocateAddress(&object, old: old)
        try after.allocatePorts(&object)
        if !dryRun { self = after }
    }

    /// Lets a Service keep what it holds where an update does not name it: such an update is still the same Service.
    static func carry(from old: Value, to object: inout Value) {
        guard object.objectKind == "Service", object.group.isEmpty else { return }
        let before = old.at("spec", "type")?.string ?? "ClusterIP"
        let after = object.at("spec", "type")?.string ?? "ClusterIP"
        if before != "ExternalName", after != "ExternalName" {
            if (object.at("spec", "clusterIP")?.string ?? "").isEmpty, let held = old.at("spec", "clusterIP") {
                object.set(held, at: "spec", "clusterIP")
            }
            if object.at("spec", "clusterIPs")?.isEmpty != false,
                object.at("spec", "clusterIP") == old.at("spec", "clusterIP"), let held = old.at("spec", "clusterIPs")
            {
                object.set(held, at: "spec", "clusterIPs")
            }
        }
        let havePorts: Set = ["NodePort", "LoadBalancer"]
        guard havePorts.contains(before), havePorts.contains(after) else { return }
        carryPorts(from: old, to: &object)
        if object.at("spec", "healthCheckNodePort")?.int ?? 0 == 0, let held = old.at("spec", "healthCheckNodePort"),
            after == "LoadBalancer", object.at("spec", "externalTrafficPolicy")?.string == "Local"
        {
            object.set(held, at: "spec", "healthCheckNodePort")
        }
    }

    private static func carryPorts(from old: Value, to object: inout Value) {
        func name(_ port: Value) -> String { "\(port["protocol"]?.string ?? "TCP")/\(port["port"]?.int ?? 0)" }
        var held: [String: Value] = [:]
        for port in old.at("spec", "ports")?.elements ?? [] { held[name(port)] = port["nodePort"] }
        var list = object.at("spec", "ports")?.elements ?? []
        let named = Set(list.compactMap { $0["nodePort"]?.int })
        for (index, port) in list.enumerated() where (port["nodePort"]?.int ?? 0) == 0 {
            guard let number = held[name(port)]?.int, !named.contains(number) else { continue }
            list[index]["nodePort"] = Value(number)
        }
        if !list.isEmpty { object.set(Value(list), at: "spec", "ports") }
    }

    /// Gives back what a Service that is gone held.
    mutating func release(_ object: Value) {
        guard object.objectKind == "Service", object.group.isEmpty else { return }
        if let address = object.at("spec", "clusterIP")?.string.flatMap(ServiceAllocations.address) {
            addresses.remove(address)
        }
        for port in object.at("spec", "ports")?.elements ?? [] {
            if let held = ServiceAllocations.port(port, "nodePort") { ports.remove(held) }
        }
        if let number = object.at("spec", "healthCheckNodePort")?.int {
            ports.remove(Port(number: number, protocol: "TCP"))
        }
    }

    /// Takes what a Service that was kept holds.
    mutating func take(_ object: Value) {
        guard object.objectKind == "Service", object.group.isEmpty else { return }
        if let address = object.at("spec", "clusterIP")?.string.flatMap(ServiceAllocations.address) {
            addresses.insert(address)
        }
        for port in object.at("spec", "ports")?.elements ?? [] {
            if let held = ServiceAllocations.port(port, "nodePort") { ports.insert(held) }
        }
        if let number = object.at("spec", "healthCheckNodePort")?.int {
            ports.insert(Port(number: number, protocol: "TCP"))
        }
    }

    private mutating func allocateAddress(_ object: inout Value, old: Value?) throws(ClusterError) {
        let type = object.at("spec", "type")?.string ?? "ClusterIP"
        guard type != "ExternalName" else { return }
        let wanted = object.at("spec", "clusterIP")?.string ?? object.at("spec", "clusterIPs")?[0]?.string ?? ""
        if wanted == "None" {
            object.set("None", at: "spec", "clusterIP")
            object.set(["None"], at: "spec", "clusterIPs")
            return
        }
        let text: String
        if wanted.isEmpty {
            guard let free = freeAddress() else {
                throw .internalError("failed to allocate a serviceIP: range is full")
            }
            addresses.insert(free)
            text = ServiceAllocations.text(free)
        } else {
            guard let address = ServiceAllocations.address(wanted) else {
                throw refused(
                    object, "spec.clusterIPs", wanted,
                    "failed to allocate IP \(wanted): provided IP (\(wanted)) is not "
                        + "in the valid range. The range of valid IPs is 10.96.0.0/12")
            }
            guard address >= ServiceAllocations.network, address < ServiceAllocations.network + ServiceAllocations.size
            else {
                throw refused(
                    object, "spec.clusterIPs", wanted,
                    "failed to allocate IP \(wanted): the provided network does not "
                        + "match the current range")
            }
            guard addresses.insert(address).inserted else {
                throw refused(
                    object, "spec.clusterIPs", wanted,
                    "failed to allocate IP \(wanted): provided IP is already allocated")
            }
            text = wanted
        }
        object.set(Value(text), at: "spec", "clusterIP")
        object.set([Value(text)], at: "spec", "clusterIPs")
    }

    private mutating func freeAddress() -> UInt32? {
        for _ in 0..<ServiceAllocations.size {
            let candidate = ServiceAllocations.network + nextAddress
            nextAddress += 1
            if nextAddress >= ServiceAllocations.size - 1 { nextAddress = 1 }
            if !addresses.contains(candidate) { return candidate }
        }
        return nil
    }

    private mutating func allocatePorts(_ object: inout Value) throws(ClusterError) {
        let type = object.at("spec", "type")?.string ?? "ClusterIP"
        guard type == "NodePort" || type == "LoadBalancer" else { return }
        var list = object.at("spec", "ports")?.elements ?? []
        let allocates = object.at("spec", "allocateLoadBalancerNodePorts")?.bool ?? true
        for (index, port) in list.enumerated() {
            if let held = ServiceAllocations.port(port, "nodePort") {
                try take(held, object, "spec.ports[\(index)].nodePort")
            } else if type == "NodePort" || allocates {
                var free = try freePort(port["protocol"]?.string ?? "TCP", object)
                // One number serves both protocols of one port, as DNS wants it.
                for other in list where other["port"] == port["port"] {
                    guard let number = other["nodePort"]?.int, number > 0 else { continue }
                    let shared = Port(number: number, protocol: port["protocol"]?.string ?? "TCP")
                    if !ports.contains(shared) { free = shared }
                }
                ports.insert(free)
                list[index]["nodePort"] = Value(free.number)
            }
        }
        object.set(Value(list), at: "spec", "ports")
        guard type == "LoadBalancer", object.at("spec", "externalTrafficPolicy")?.string == "Local" else { return }
        if let number = object.at("spec", "healthCheckNodePort")?.int, number > 0 {
            try take(Port(number: number, protocol: "TCP"), object, "spec.healthCheckNodePort")
        } else {
            let free = try freePort("TCP", object)
            ports.insert(free)
            object.set(Value(free.number), at: "spec", "healthCheckNodePort")
        }
    }

    private mutating func take(_ port: Port, _ object: Value, _ field: String) throws(ClusterError) {
        guard ServiceAllocations.portRange.contains(port.number) else {
            throw refused(
                object, field, port.number,
                "provided port is not in the valid range. The range of valid ports is 30000-32767")
        }
        guard ports.insert(port).inserted else {
            throw refused(object, field, port.number, "provided port is already allocated")
        }
    }

    private mutating func freePort(_ proto: String, _ object: Value) throws(ClusterError) -> Port {
        for _ in ServiceAllocations.portRange {
            let candidate = Port(number: nextPort, protocol: proto)
            nextPort =
                nextPort == ServiceAllocations.portRange.upperBound
                ? ServiceAllocations.portRange.lowerBound : nextPort + 1
            if !ports.contains(candidate) { return candidate }
        }
        throw .internalError("failed to allocate a nodePort: range is full")
    }

    private func refused(_ object: Value, _ field: String, _ value: Value, _ why: String) -> ClusterError {
        let message = "Invalid value: \(value.json): \(why)"
        var details = ClusterError.Details()
        details.name = object.name
        details.kind = "Service"
        details.causes = [ClusterError.Cause(reason: "FieldValueInvalid", message: message, field: field)]
        return ClusterError(
            code: 422, reason: .invalid, message: "Service \"\(object.name)\" is invalid: \(field): \(message)",
            details: details)
    }

    private func refused(_ object: Value, _ field: String, _ value: Int, _ why: String) -> ClusterError {
        refused(object, field, Value(value), why)
    }

    private func refused(_ object: Value, _ field: String, _ value: String, _ why: String) -> ClusterError {
        // kube-apiserver names the whole list here.
        refused(object, field, [Value(value)], why)
    }

    private static func port(_ port: Value, _ field: String) -> Port? {
        guard let number = port[field]?.int, number > 0 else { return nil }
        return Port(number: number, protocol: port["protocol"]?.string ?? "TCP")
    }

    /// An IPv4 address from its text.
    static func address(_ text: String) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard let byte = UInt8(part), part == "0" || part.first != "0" else { return nil }
            address = address << 8 | UInt32(byte)
        }
        return address
    }

    static func text(_ address: UInt32) -> String {
        "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
    }
}

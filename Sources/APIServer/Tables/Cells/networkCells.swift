import Model

/// Name, Type, Cluster-IP, External-IP, Port(s), Age, Selector.
let serviceCells: CellWriter = { service, now in
    let spec = service.spec
    let ports = (spec["ports"]?.elements ?? []).map { port -> String in
        let node = port["nodePort"]?.int ?? 0
        let number = "\(port["port"]?.int ?? 0)" + (node > 0 ? ":\(node)" : "")
        return "\(number)/\(port["protocol"]?.string ?? "TCP")"
    }
    return [
        name(service), text(spec["type"]), text(spec["clusterIPs"]?[0] ?? spec["clusterIP"], or: "<none>"),
        Value(externalAddress(of: service)), Value(ports.isEmpty ? "<none>" : ports.joined(separator: ",")),
        ageCell(service, now), Value(labelsText(spec["selector"])),
    ]
}

private func externalAddress(of service: Value) -> String {
    let own = (service.spec["externalIPs"]?.elements ?? []).compactMap(\.string)
    switch service.spec["type"]?.string {
    case "ExternalName": return service.spec["externalName"]?.string ?? ""
    case "LoadBalancer":
        let balanced = balancerAddresses(of: service)
        if own.isEmpty, balanced.isEmpty { return "<pending>" }
        return (own + (balanced.isEmpty ? [] : [balanced])).joined(separator: ",")
    default: return own.isEmpty ? "<none>" : own.joined(separator: ",")
    }
}

/// Addresses or host names that a load balancer was given.
private func balancerAddresses(of object: Value) -> String {
    let entries = object.at("status", "loadBalancer", "ingress")?.elements ?? []
    var seen: [String] = []
    for entry in entries {
        guard
            let address = [entry["ip"]?.string, entry["hostname"]?.string].compactMap({ $0 }).first(where: {
                !$0.isEmpty
            }),
            !seen.contains(address)
        else { continue }
        seen.append(address)
    }
    let text = seen.joined(separator: ",")
    return text.count > 16 ? String(text.prefix(13)) + "..." : text
}

/// Name, Class, Hosts, Address, Ports, Age.
let ingressCells: CellWriter = { ingress, now in
    let rules = ingress.spec["rules"]?.elements ?? []
    let hosts = rules.prefix(3).compactMap { $0["host"]?.string }.filter { !$0.isEmpty }
    var shown = hosts.isEmpty ? "*" : hosts.joined(separator: ",")
    if rules.count > 3 { shown += " + \(rules.count - 3) more..." }
    return [
        name(ingress), text(ingress.spec["ingressClassName"], or: "<none>"), Value(shown),
        Value(balancerAddresses(of: ingress)),
        ingress.spec["tls"]?.isEmpty == false ? "80, 443" : "80", ageCell(ingress, now),
    ]
}

let ingressClassCells: CellWriter = { object, now in
    var parameters = "<none>"
    if let reference = object.spec["parameters"] {
        let group = reference["apiGroup"]?.string.map { ".\($0)" } ?? ""
        parameters = "\(reference["kind"]?.string ?? "")\(group)/\(reference["name"]?.string ?? "")"
    }
    return [name(object), text(object.spec["controller"]), Value(parameters), ageCell(object, now)]
}

let endpointsCells: CellWriter = { object, now in
    var parts: [String] = []
    for subset in object["subsets"]?.elements ?? [] {
        let ports = (subset["ports"]?.elements ?? []).compactMap { $0["port"]?.int }
        for address in (subset["addresses"]?.elements ?? []).compactMap({ $0["ip"]?.string }) {
            if ports.isEmpty { parts.append(address) }
            parts += ports.map { address.contains(":") ? "[\(address)]:\($0)" : "\(address):\($0)" }
        }
    }
    return [name(object), Value(shortList(parts, none: "<none>")), ageCell(object, now)]
}

/// Name, AddressType, Ports, Endpoints, Age.
let endpointSliceCells: CellWriter = { object, now in
    let ports = (object["ports"]?.elements ?? []).map { $0["port"]?.int.map(String.init) ?? "*" }
    let addresses = (object["endpoints"]?.elements ?? []).flatMap {
        $0["addresses"]?.elements.compactMap(\.string) ?? []
    }
    return [
        name(object), text(object["addressType"]), Value(shortList(ports, none: "<unset>")),
        Value(shortList(addresses, none: "<unset>")), ageCell(object, now),
    ]
}

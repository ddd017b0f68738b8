import Model

/// What the server sets in Services, and keeps of them.
extension Preparation {
    /// One family of addresses; a headless Service that selects nothing may have both.
    static func prepareService(_ service: inout Value) {
        var spec = service.spec
        guard spec["type"]?.string != "ExternalName" else { return }
        let isHeadless = spec["clusterIP"]?.string == "None"
        if isHeadless, spec["clusterIPs"] == nil { spec["clusterIPs"] = ["None"] }
        if let first = spec["clusterIPs"]?.elements.first, spec["clusterIP"]?.isEmpty ?? true {
            spec["clusterIP"] = first
        } else if let address = spec["clusterIP"], !address.isEmpty, spec["clusterIPs"] == nil {
            spec["clusterIPs"] = Value([address])
        }
        let selectsNothing = spec["selector"]?.isEmpty ?? true
        if spec["ipFamilyPolicy"] == nil {
            let wantsBoth =
                (spec["ipFamilies"]?.elements.count ?? 0) > 1
                || (isHeadless && selectsNothing && spec["ipFamilies"] == nil)
            spec["ipFamilyPolicy"] = wantsBoth ? "RequireDualStack" : "SingleStack"
        }
        if spec["ipFamilies"] == nil {
            let both = isHeadless && selectsNothing && spec["ipFamilyPolicy"]?.string != "SingleStack"
            spec["ipFamilies"] = both ? ["IPv4", "IPv6"] : ["IPv4"]
        }
        service["spec"] = spec
    }

    /// An update that does not name what was allocated keeps it.
    static func keepAllocations(_ service: inout Value, _ old: Value) {
        var spec = service.spec
        let before = old.spec
        let isExternal = spec["type"]?.string == "ExternalName"
        if !isExternal, before["type"]?.string != "ExternalName" {
            if spec["clusterIP"]?.isEmpty ?? true { spec["clusterIP"] = before["clusterIP"] }
            if spec["clusterIPs"]?.isEmpty ?? true, spec["clusterIP"] == before["clusterIP"] {
                spec["clusterIPs"] = before["clusterIPs"]
            } else if let address = spec["clusterIP"], !address.isEmpty, address != spec["clusterIPs"]?.elements.first {
                if before["clusterIPs"] == spec["clusterIPs"] || spec["clusterIPs"] == nil {
                    spec["clusterIPs"] = Value([address])
                }
            }
            for name in ["ipFamilies", "ipFamilyPolicy"] where spec[name] == nil { spec[name] = before[name] }
        }
        let type = spec["type"]?.string
        let hasNodePorts = { (type: String?) in type == "NodePort" || type == "LoadBalancer" }
        if hasNodePorts(type), hasNodePorts(before["type"]?.string), let ports = spec["ports"]?.array {
            let known = before["ports"]?.elements ?? []
            let taken = Set(ports.compactMap { $0["nodePort"]?.int })
            spec["ports"] = Value(
                ports.map { port in
                    guard (port["nodePort"]?.int ?? 0) == 0,
                        let same = known.first(where: {
                            $0["port"] == port["port"] && $0["protocol"] == port["protocol"]
                        }), let number = same["nodePort"]?.int, !taken.contains(number)
                    else { return port }
                    var port = port
                    port["nodePort"] = Value(number)
                    return port
                })
        }
        if type == "LoadBalancer", spec["externalTrafficPolicy"]?.string == "Local",
            spec["healthCheckNodePort"] == nil
        {
            spec["healthCheckNodePort"] = before["healthCheckNodePort"]
        }
        dropWhatTheTypeLacks(&spec, before)
        service["spec"] = spec
    }

    /// Fields that the former type needed and this one has no use for go, where the update did not touch them.
    static func dropWhatTheTypeLacks(_ spec: inout Value, _ before: Value) {
        let type = spec["type"]?.string
        guard type != before["type"]?.string else { return }
        if type == "ExternalName" {
            for name in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"]
            where spec[name] == before[name] { spec[name] = nil }
        }
        if type == "ClusterIP" || type == "ExternalName", let ports = spec["ports"]?.array {
            let known = before["ports"]?.elements ?? []
            if zip(ports, known).allSatisfy({ $0["nodePort"] == $1["nodePort"] }), ports.count == known.count {
                spec["ports"] = Value(
                    ports.map { port in
                        var port = port
                        port["nodePort"] = nil
                        return port
                    })
            }
            if spec["externalIPs"]?.isEmpty ?? true, spec["externalTrafficPolicy"] == before["externalTrafficPolicy"] {
                spec["externalTrafficPolicy"] = nil
            }
        }
        if type != "LoadBalancer" {
            for name in ["allocateLoadBalancerNodePorts", "loadBalancerClass", "healthCheckNodePort"]
            where spec[name] == before[name] { spec[name] = nil }
        }
    }
}

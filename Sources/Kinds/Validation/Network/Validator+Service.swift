import Model

/// Services.
extension Validator {
    mutating func service(_ spec: FieldView) {
        let type = spec["type"].string
        let isHeadless = spec["clusterIP"].string == "None"
        let ports = spec["ports"]
        if ports.count == 0, !isHeadless, type != "ExternalName" { required(ports) }
        switch type {
        case "LoadBalancer", "NodePort":
            if isHeadless {
                invalid(
                    FieldView(nil, .index(spec["clusterIPs"].path, 0)), shown: "\"None\"",
                    "may not be set to 'None' for \(type) services")
            }
        case "ExternalName": externalName(spec)
        default: break
        }
        var names = Set<String>()
        for port in ports.items { servicePort(port, needsName: ports.count > 1, &names) }
        labels(spec["selector"])
        oneOfOrRequired(spec["sessionAffinity"], ["ClientIP", "None"])
        if spec["sessionAffinity"].string == "ClientIP" {
            let timeout = spec.at("sessionAffinityConfig", "clientIP", "timeoutSeconds")
            if timeout.exists, timeout.int <= 0 || timeout.int > 86400 {
                invalid(timeout, "must be greater than 0 and less than 86400")
            }
        }
        clusterIPs(spec)
        for address in spec["externalIPs"].items {
            if !IPAddress.isValid(address.string) {
                invalid(address, IPAddress.words)
            }
        }
        oneOfOrRequired(spec["type"], ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"])
        portConflicts(ports, type)
        if type == "LoadBalancer" {
            for range in spec["loadBalancerSourceRanges"].items where IPAddress.Network(range.string) == nil {
                invalid(range, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
            }
        } else {
            if !spec["loadBalancerSourceRanges"].isEmpty {
                forbidden(spec["loadBalancerSourceRanges"], "may only be used when `type` is 'LoadBalancer'")
            }
            if spec["allocateLoadBalancerNodePorts"].exists {
                forbidden(spec["allocateLoadBalancerNodePorts"], "may only be used when `type` is 'LoadBalancer'")
            }
            if spec["loadBalancerClass"].exists {
                forbidden(spec["loadBalancerClass"], "may only be used when `type` is 'LoadBalancer'")
            }
        }
        trafficPolicies(spec, type)
    }

    private mutating func externalName(_ spec: FieldView) {
        for name in ["clusterIPs", "ipFamilies", "ipFamilyPolicy"] where !spec[name].isEmpty {
            forbidden(spec[name], "may not be set for ExternalName services")
        }
        let name = spec["externalName"]
        if name.isEmpty {
            required(name)
        } else {
            check(name, Names.dnsSubdomain(name.string.hasSuffix(".") ? String(name.string.dropLast()) : name.string))
        }
    }

    private mutating func servicePort(_ port: FieldView, needsName: Bool, _ names: inout Set<String>) {
        let name = port["name"]
        if needsName, name.isEmpty {
            required(name)
        } else if !name.isEmpty {
            check(name, Names.dnsLabel(name.string))
            if !names.insert(name.string).inserted { duplicate(name) }
        }
        check(port["port"], Names.portNumber(port["port"].int))
        oneOfOrRequired(port["protocol"], ["SCTP", "TCP", "UDP"])
        if port["targetPort"].exists { self.port(port["targetPort"]) }
        if port["appProtocol"].exists {
            check(port["appProtocol"], Names.qualifiedName(port["appProtocol"].string))
        }
    }

    private mutating func portConflicts(_ ports: FieldView, _ type: String) {
        var nodePorts = Set<String>()
        var seen = Set<String>()
        for port in ports.items where type == "ClusterIP" && port["nodePort"].int != 0 {
            forbidden(port["nodePort"], "may not be used when `type` is 'ClusterIP'")
        }
        for port in ports.items where port["nodePort"].int != 0 {
            let key = "\(port["protocol"].string)/\(port["nodePort"].int)"
            if !nodePorts.insert(key).inserted { duplicate(port["nodePort"]) }
        }
        for port in ports.items {
            let key = "\(port["protocol"].string)/\(port["port"].int)"
            if !seen.insert(key).inserted {
                duplicate(
                    port,
                    shown: "{\"Name\":\"\",\"Protocol\":\(port["protocol"].string.quotedAsGo),\"AppProtocol\":null,"
                        + "\"Port\":\(port["port"].int),\"TargetPort\":0,\"NodePort\":0}")
            }
        }
    }

    private mutating func clusterIPs(_ spec: FieldView) {
        let families = spec["ipFamilies"]
        if spec["ipFamilyPolicy"].exists {
            oneOf(spec["ipFamilyPolicy"], ["SingleStack", "PreferDualStack", "RequireDualStack"])
        }
        var seen = Set<String>()
        for family in families.items {
            oneOf(family, ["IPv4", "IPv6"])
            if !seen.insert(family.string).inserted { duplicate(family) }
        }
        let addresses = spec["clusterIPs"]
        if addresses.count > 2 { invalid(addresses, "may only hold up to 2 values") }
        for address in addresses.items where address.string != "None" && !IPAddress.isValid(address.string) {
            invalid(address, IPAddress.words)
        }
        if let first = addresses.items.first, spec["clusterIP"].string != first.string {
            invalid(
                spec["clusterIP"], shown: spec["clusterIP"].string.quotedAsGo,
                "first value of `clusterIPs` field must match `clusterIP` field")
        }
    }

    private mutating func trafficPolicies(_ spec: FieldView, _ type: String) {
        let external = spec["externalTrafficPolicy"]
        let isOutside =
            type == "NodePort" || type == "LoadBalancer" || (type == "ClusterIP" && spec["externalIPs"].count > 0)
        if isOutside {
            if external.isEmpty { required(external) } else { oneOf(external, ["Cluster", "Local"]) }
        } else if !external.isEmpty {
            invalid(external, "may only be set for externally-accessible services")
        }
        let needsCheck = type == "LoadBalancer" && external.string == "Local"
        if spec["healthCheckNodePort"].int != 0, !needsCheck {
            invalid(
                spec["healthCheckNodePort"],
                "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'")
        }
        if spec["internalTrafficPolicy"].exists { oneOf(spec["internalTrafficPolicy"], ["Cluster", "Local"]) }
        if spec["trafficDistribution"].exists {
            oneOf(spec["trafficDistribution"], ["PreferClose", "PreferSameNode", "PreferSameZone"])
        }
    }

    /// What the allocators of node ports and addresses refuse.
    mutating func serviceAllocation(_ spec: FieldView) {
        for port in spec["ports"].items {
            let number = port["nodePort"].int
            if number != 0, !ServiceAllocation.nodePorts.contains(number) {
                invalid(
                    port["nodePort"],
                    "provided port is not in the valid range. The range of valid ports is 30000-32767")
            }
        }
        if spec["ipFamilyPolicy"].string == "RequireDualStack",
            !(spec["clusterIP"].string == "None" && spec["selector"].isEmpty)
        {
            invalid(spec["ipFamilyPolicy"], "this cluster is not configured for dual-stack services")
        }
        if spec["ipFamilies"].items.contains(where: { $0.string == "IPv6" }),
            !(spec["clusterIP"].string == "None" && spec["selector"].isEmpty),
            spec["ipFamilyPolicy"].string == "SingleStack"
        {
            invalid(spec["ipFamilies"].index(0), "not configured on this cluster")
        }
    }

    mutating func serviceUpdate(_ new: FieldView, _ old: FieldView) {
        let (type, was) = (new["type"].string, old["type"].string)
        guard type != "ExternalName", was != "ExternalName" else { return }
        let before = old["clusterIPs"].index(0)
        let after = new["clusterIPs"].index(0)
        if before.exists, !after.exists {
            invalid(
                FieldView(nil, after.path), shown: new["clusterIPs"].value?.json ?? "null",
                "primary clusterIP can not be unset")
        } else if before.exists, before.string != after.string {
            invalid(after, shown: new["clusterIPs"].value?.json ?? "null", "may not change once set")
        }
    }
}

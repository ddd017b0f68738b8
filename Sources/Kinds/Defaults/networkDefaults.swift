import Model

/// Services, what stands behind them, and what leads to them.
let networkDefaults: [String: DefaultTable.Setter] = [
    "core.v1.ServicePort": { port in
        port.fill("protocol", "TCP")
        if let number = port["port"], port["targetPort"] == 0 || port["targetPort"] == "" {
            port["targetPort"] = number
        }
    },
    "core.v1.ServiceSpec": { spec in
        spec.fill("sessionAffinity", "None")
        if spec.text("sessionAffinity") == "None" { spec["sessionAffinityConfig"] = nil }
        if spec.text("sessionAffinity") == "ClientIP",
            spec["sessionAffinityConfig"]?.at("clientIP", "timeoutSeconds") == nil
        {
            spec["sessionAffinityConfig"] = ["clientIP": ["timeoutSeconds": 10800]]
        }
        spec.fill("type", "ClusterIP")
        let type = spec.text("type")
        let isReachableFromOutside =
            type == "NodePort" || type == "LoadBalancer"
            || type == "ClusterIP" && !(spec["externalIPs"]?.isEmpty ?? true)
        if isReachableFromOutside { spec.fill("externalTrafficPolicy", "Cluster") }
        if type != "ExternalName" { spec.fill("internalTrafficPolicy", "Cluster") }
        if type == "LoadBalancer" { spec.fill("allocateLoadBalancerNodePorts", true) }
    },
    "core.v1.LoadBalancerIngress": { ingress in
        if !ingress.text("ip").isEmpty { ingress.fill("ipMode", "VIP") }
    },
    "core.v1.EndpointPort": { $0.fill("protocol", "TCP") },
    "discovery.v1.EndpointPort": { port in
        port.fill("name", "")
        port.fill("protocol", "TCP")
    },
    "networking.v1.NetworkPolicyPort": { $0.fill("protocol", "TCP") },
    "networking.v1.NetworkPolicySpec": { spec in
        let direction: Value = spec["egress"] == nil ? ["Ingress"] : ["Ingress", "Egress"]
        spec.fillEmpty("policyTypes", direction)
    },
    "networking.v1.IngressClassParametersReference": { $0.fill("scope", "Cluster") },
]

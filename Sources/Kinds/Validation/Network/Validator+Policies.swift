import Model

/// Network policies, EndpointSlices and Endpoints.
extension Validator {
    mutating func networkPolicy(_ spec: FieldView) {
        labelSelector(spec["podSelector"])
        for (list, peers) in [("ingress", "from"), ("egress", "to")] {
            for rule in spec[list].items {
                for port in rule["ports"].items { policyPort(port) }
                for peer in rule[peers].items { policyPeer(peer) }
            }
        }
        let types = spec["policyTypes"]
        if types.count > 2 { invalid(types, "may not specify more than two policyTypes") }
        for type in types.items { oneOf(type, ["Egress", "Ingress"]) }
    }

    private mutating func policyPort(_ port: FieldView) {
        if port["protocol"].exists { oneOf(port["protocol"], ["SCTP", "TCP", "UDP"]) }
        let end = port["endPort"]
        guard port["port"].exists else {
            if end.exists { required(port["port"], "must be specified when `endPort` is specified") }
            return
        }
        if let number = port["port"].value?.int {
            check(port["port"], Names.portNumber(number))
            guard end.exists else { return }
            if end.int < number { invalid(end, shown: "\(number)", "must be greater than or equal to `port`") }
            check(end, Names.portNumber(end.int))
        } else {
            if end.exists { invalid(end, "may not be specified when `port` is non-numeric") }
            check(port["port"], Names.portName(port["port"].string))
        }
    }

    private mutating func policyPeer(_ peer: FieldView) {
        var count = 0
        for name in ["podSelector", "namespaceSelector"] where peer[name].exists {
            count += 1
            labelSelector(peer[name])
        }
        let block = peer["ipBlock"]
        if block.exists {
            count += 1
            ipBlock(block)
            if count > 1 { forbidden(peer, "may not specify both ipBlock and another peer") }
        }
        if count == 0 { required(peer, "must specify a peer") }
    }

    private mutating func ipBlock(_ block: FieldView) {
        let words = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
        if block["cidr"].isEmpty {
            required(block["cidr"])
            return
        }
        guard let network = IPAddress.Network(block["cidr"].string) else {
            invalid(block["cidr"], words)
            return
        }
        for except in block["except"].items {
            guard let inner = IPAddress.Network(except.string) else {
                invalid(except, words)
                continue
            }
            if !network.contains(inner.bytes) || inner.prefix <= network.prefix {
                invalid(except, "must be a strict subset of `cidr`")
            }
        }
    }

    mutating func endpointSlice(_ object: FieldView) {
        let type = object["addressType"].string
        oneOfOrRequired(object["addressType"], ["FQDN", "IPv4", "IPv6"])
        let endpoints = object["endpoints"]
        if endpoints.count > 1000 {
            errors.append(
                FieldError(
                    type: .tooMany, field: "endpoints", detail: "must have at most 1000 items"))
        }
        for endpoint in endpoints.items {
            let addresses = endpoint["addresses"]
            if addresses.count == 0 { required(addresses, "must contain at least 1 address") }
            for address in addresses.items {
                switch type {
                case "IPv4": if !IPAddress.isV4(address.string) { invalid(address, "must be a valid IPv4 address") }
                case "IPv6":
                    if !IPAddress.isValid(address.string) || IPAddress.isV4(address.string) {
                        invalid(address, "must be a valid IPv6 address")
                    }
                case "FQDN": check(address, Names.dnsSubdomain(address.string))
                default: break
                }
            }
            if endpoint["nodeName"].exists {
                check(endpoint["nodeName"], Names.dnsSubdomain(endpoint["nodeName"].string))
            }
            if endpoint["hostname"].exists { check(endpoint["hostname"], Names.dnsLabel(endpoint["hostname"].string)) }
        }
        var names = Set<String>()
        for port in object["ports"].items {
            if !port["name"].isEmpty { check(port["name"], Names.dnsLabel(port["name"].string)) }
            if !names.insert(port["name"].string).inserted {
                duplicate(port["name"], shown: port["name"].string.quotedAsGo)
            }
            oneOfOrRequired(port["protocol"], ["SCTP", "TCP", "UDP"])
            if port["port"].exists { check(port["port"], Names.portNumber(port["port"].int)) }
        }
    }

    mutating func endpoints(_ object: FieldView) {
        for subset in object["subsets"].items {
            let lists = [subset["addresses"], subset["notReadyAddresses"]]
            if lists.allSatisfy({ $0.count == 0 }) {
                required(subset, "must specify `addresses` or `notReadyAddresses`")
            }
            for address in lists.flatMap(\.items) {
                if !IPAddress.isValid(address["ip"].string) { invalid(address["ip"], IPAddress.words) }
                if !address["hostname"].isEmpty {
                    check(address["hostname"], Names.dnsLabel(address["hostname"].string))
                }
            }
            for port in subset["ports"].items {
                if subset["ports"].count > 1, port["name"].isEmpty { required(port["name"]) }
                if !port["name"].isEmpty { check(port["name"], Names.dnsLabel(port["name"].string)) }
                check(port["port"], Names.portNumber(port["port"].int))
                oneOfOrRequired(port["protocol"], ["SCTP", "TCP", "UDP"])
            }
        }
    }
}

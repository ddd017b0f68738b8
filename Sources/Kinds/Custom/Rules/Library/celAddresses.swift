import Model

/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library
let celAddresses: [CELFunction] = [
    CELFunction("ip(string) -> ip", "cidr: ip() -> ip") { _, values throws(CELError) in
        switch values[0] {
        case .string(let text): return .opaque(.ip(try address(text)))
        case .opaque(.cidr(let address, _)): return .opaque(.ip(address))
        default: return nil
        }
    },
    CELFunction("isIP(string) -> bool") { _, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        return .bool(CELAddress(text) != nil)
    },
    CELFunction("ip.isCanonical(string) -> bool") { _, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        return .bool(try address(text).text == text)
    },
    CELFunction("ip: family() -> int") { _, values throws(CELError) in
        guard case .opaque(.ip(let address)) = values[0] else { return nil }
        return .int(address.family)
    },
    about("isUnspecified") { $0.isUnspecified }, about("isLoopback") { $0.isLoopback },
    about("isLinkLocalMulticast") { $0.isLinkLocalMulticast },
    about("isLinkLocalUnicast") { $0.isLinkLocalUnicast }, about("isGlobalUnicast") { $0.isGlobalUnicast },
    CELFunction("cidr(string) -> cidr") { _, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        return .opaque(try network(text))
    },
    CELFunction("isCIDR(string) -> bool") { _, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        return .bool((try? network(text)) != nil)
    },
    CELFunction("cidr: containsIP(ip) -> bool", "cidr: containsIP(string) -> bool") { _, values throws(CELError) in
        guard case .opaque(.cidr(let own, let prefix)) = values[0] else { return nil }
        switch values[1] {
        case .opaque(.ip(let other)): return .bool(holds(own, prefix, other))
        case .string(let text): return .bool(holds(own, prefix, try address(text)))
        default: return nil
        }
    },
    CELFunction("cidr: containsCIDR(cidr) -> bool", "cidr: containsCIDR(string) -> bool") {
        _, values throws(CELError) in
        guard case .opaque(.cidr(let own, let prefix)) = values[0] else { return nil }
        var other: CELOpaque
        switch values[1] {
        case .opaque(let value): other = value
        case .string(let text): other = try network(text)
        default: return nil
        }
        guard case .cidr(let inner, let length) = other else { return nil }
        return .bool(length >= prefix && holds(own, prefix, inner))
    },
    CELFunction("cidr: masked() -> cidr") { _, values throws(CELError) in
        guard case .opaque(.cidr(let own, let prefix)) = values[0] else { return nil }
        return .opaque(.cidr(own.masked(prefix), prefix: prefix))
    },
    CELFunction("cidr: prefixLength() -> int") { _, values throws(CELError) in
        guard case .opaque(.cidr(_, let prefix)) = values[0] else { return nil }
        return .int(Int64(prefix))
    },
]

private func address(_ text: String) throws(CELError) -> CELAddress {
    guard let address = CELAddress(text) else {
        if IPAddress.bytes(text) != nil {
            throw .message("IPv4-mapped IPv6 address \(text.quotedAsGo) is not allowed")
        }
        throw .message(
            "IP Address \(text.quotedAsGo) parse error during conversion from string: ParseAddr(\(text.quotedAsGo)): "
                + "unable to parse IP")
    }
    return address
}

private func network(_ text: String) throws(CELError) -> CELOpaque {
    guard let read = IPAddress.Network(text), let slash = text.lastIndex(of: "/"),
        let address = CELAddress(String(text[..<slash]))
    else { throw .message("network address parse error during conversion from string: \(text)") }
    return .cidr(address, prefix: read.prefix)
}

private func holds(_ own: CELAddress, _ prefix: Int, _ other: CELAddress) -> Bool {
    own.bytes.count == other.bytes.count && own.masked(prefix) == other.masked(prefix)
}

private func about(_ name: String, _ holds: @escaping @Sendable (CELAddress) -> Bool) -> CELFunction {
    CELFunction("ip: \(name)() -> bool") { _, values throws(CELError) in
        guard case .opaque(.ip(let address)) = values[0] else { return nil }
        return .bool(holds(address))
    }
}

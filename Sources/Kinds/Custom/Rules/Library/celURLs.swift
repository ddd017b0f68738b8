import Model

/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library
let celURLs: [CELFunction] = [
    CELFunction("url(string) -> url") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        try machine.charge(text.utf8.count / 10)
        guard let url = CELURL(text) else {
            throw .message(
                "URL parse error during conversion from string: parse \(text.quotedAsGo): invalid URI for request")
        }
        return .opaque(.url(url))
    },
    CELFunction("isURL(string) -> bool") { machine, values throws(CELError) in
        guard case .string(let text) = values[0] else { return nil }
        try machine.charge(text.utf8.count / 10)
        return .bool(CELURL(text) != nil)
    },
    part("getScheme") { $0.scheme }, part("getHost") { $0.host }, part("getHostname") { $0.hostname },
    part("getPort") { $0.port }, part("getEscapedPath") { $0.escapedPath },
    CELFunction("url: getQuery() -> map<string, list<string>>") { machine, values throws(CELError) in
        guard case .opaque(.url(let url)) = values[0] else { return nil }
        try machine.charge(url.query.utf8.count / 10)
        var map = CELMap()
        for (name, found) in url.parameters { _ = try map.insert(.string(name), .list(found.map { .string($0) })) }
        return .map(map)
    },
]

private func part(_ name: String, _ read: @escaping @Sendable (CELURL) -> String) -> CELFunction {
    CELFunction("url: \(name)() -> string") { _, values throws(CELError) in
        guard case .opaque(.url(let url)) = values[0] else { return nil }
        return .string(read(url))
    }
}

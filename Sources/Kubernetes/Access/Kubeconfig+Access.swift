import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Kubeconfig {
    /// The access that it describes. Relative paths are seen from `folder`, the kubeconfig's own.
    func access(folder: String) throws(AccessProblem) -> Access {
        if let refusal { throw AccessProblem(refusal) }
        guard let server = cluster["server"]?.string, !server.isEmpty else {
            throw AccessProblem("its cluster has no server")
        }
        var access = Access(address: try ServerAddress(server, tlsName: cluster["tls-server-name"]?.string))
        access.proxy = try proxy()
        access.authorities = try text(cluster, "certificate-authority", folder)
        access.clientCertificate = try text(user, "client-certificate", folder)
        access.clientKey = try text(user, "client-key", folder)
        guard (access.clientCertificate == nil) == (access.clientKey == nil) else {
            throw AccessProblem("its user has only one of client-certificate and client-key")
        }
        access.headers = try authorization(folder) + impersonation()
        return access
    }

    /// The file wins over the token beside it, as for every client of Kubernetes.
    private func authorization(_ folder: String) throws(AccessProblem) -> [Access.Header] {
        if let file = user["tokenFile"]?.string, !file.isEmpty {
            return [bearer(try readText(resolved(file, folder)))]
        }
        if let token = user["token"]?.string, !token.isEmpty { return [bearer(token)] }
        guard let name = user["username"]?.string, !name.isEmpty else { return [] }
        let pair = Data("\(name):\(user["password"]?.string ?? "")".utf8).base64EncodedString()
        return [Access.Header(name: "Authorization", value: "Basic \(pair)")]
    }

    private func impersonation() -> [Access.Header] {
        guard let name = user["as"]?.string, !name.isEmpty else { return [] }
        var headers = [Access.Header(name: "Impersonate-User", value: name)]
        if let uid = user["as-uid"]?.string, !uid.isEmpty {
            headers.append(Access.Header(name: "Impersonate-Uid", value: uid))
        }
        for group in user["as-groups"]?.elements.compactMap(\.string) ?? [] {
            headers.append(Access.Header(name: "Impersonate-Group", value: group))
        }
        for (key, values) in user["as-user-extra"]?.members ?? Members() {
            for value in values.elements.compactMap(\.string) {
                headers.append(Access.Header(name: "Impersonate-Extra-\(escaped(key))", value: value))
            }
        }
        return headers
    }

    private func proxy() throws(AccessProblem) -> Access.Proxy? {
        guard let text = cluster["proxy-url"]?.string, !text.isEmpty else { return nil }
        let wrong = AccessProblem(
            "\"\(text)\" is no proxy-url that plumb knows; write http://host:port or socks5://host:port")
        guard let colon = text.firstRange(of: "://") else { throw wrong }
        var authority = String(text[colon.upperBound...])
        while authority.hasSuffix("/") { authority.removeLast() }
        let (host, port) = try ServerAddress.parts(of: authority, in: text)
        switch text[..<colon.lowerBound].lowercased() {
        case "http": return .http(host: host, port: port ?? 80)
        case "socks5", "socks5h": return .socks(host: host, port: port ?? 1080)
        default: throw wrong
        }
    }

    /// `NAME-data`, in base64, or the file that `NAME` names.
    private func text(_ entry: Value, _ name: String, _ folder: String) throws(AccessProblem) -> String? {
        if let encoded = entry["\(name)-data"]?.string, !encoded.isEmpty {
            guard let data = Data(base64Encoded: encoded, options: .ignoreUnknownCharacters), !data.isEmpty else {
                throw AccessProblem("its \(name)-data is no base64")
            }
            return String(decoding: data, as: UTF8.self)
        }
        guard let file = entry[name]?.string, !file.isEmpty else { return nil }
        return try readText(resolved(file, folder))
    }

    private func resolved(_ file: String, _ folder: String) -> String {
        file.hasPrefix("/") ? file : "\(folder)/\(file)"
    }
}

func bearer(_ token: String) -> Access.Header {
    Access.Header(name: "Authorization", value: "Bearer \(token.filter { !$0.isWhitespace })")
}

/// A small file's text.
func readText(_ path: String) throws(AccessProblem) -> String {
    guard let data = FileManager.default.contents(atPath: path) else { throw AccessProblem("\(path) cannot be read") }
    guard data.count <= 4 << 20 else { throw AccessProblem("\(path) is larger than 4 MiB") }
    return String(decoding: data, as: UTF8.self)
}

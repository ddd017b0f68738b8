import Model

extension APIHandler {
    /// `/healthz`, `/livez`, `/readyz`, with `?verbose` and `?exclude=NAME`, and their parts: `/readyz/etcd`.
    func health(_ endpoint: String, _ call: Call) -> Answer {
        let checks = HealthCheck.all(of: endpoint, storeTrouble: storeHealth.trouble)
        guard call.path.count == 1 else {
            let name = call.path[1...].joined(separator: "/")
            guard let check = checks.first(where: { $0.name == name }) else { return .error(.noSuchPath) }
            return check.trouble.isEmpty
                ? .text("ok") : .text("internal server error: reason withheld\n", code: 500)
        }
        let excluded = Set(call.query.all("exclude"))
        var lines = ""
        var hasFailed = false
        for check in checks {
            if excluded.contains(check.name) {
                lines += "[+]\(check.name) excluded: ok\n"
            } else if check.trouble.isEmpty {
                lines += "[+]\(check.name) ok\n"
            } else {
                hasFailed = true
                lines += "[-]\(check.name) failed: reason withheld\n"
            }
        }
        let unknown = excluded.subtracting(checks.map(\.name)).sorted()
        if !unknown.isEmpty {
            let names = unknown.map(\.quotedAsGo).joined(separator: ",")
            lines += "warn: some health checks cannot be excluded: no matches for \(names)\n"
        }
        if hasFailed { return .text("\(lines)\(endpoint) check failed\n", code: 500) }
        return .text(call.query.has("verbose") ? "\(lines)\(endpoint) check passed\n" : "ok")
    }
}

import FoundationEssentials
import Model

/// Whether a pod's `imagePullSecrets` open a registry that wants credentials.
/// https://kubernetes.io/docs/concepts/containers/images/#using-a-private-registry
struct PullAccess {
    private(set) var isGranted = false
    private(set) var missingSecrets: [String] = []

    init(of pod: Value, to host: String, _ registry: SimulationSettings.Registry, in view: any ClusterView) {
        for reference in pod.at("spec", "imagePullSecrets")?.elements ?? [] {
            let name = reference.text("name")
            let key = ObjectKey(group: "", kind: "Secret", namespace: pod.namespace, name: name)
            guard let secret = view.object(key) else {
                missingSecrets.append(name)
                continue
            }
            for (server, entry) in PullAccess.entries(of: secret) where PullAccess.host(of: server) == host {
                if PullAccess.opens(entry, registry) { isGranted = true }
            }
        }
    }

    /// By server, of `.dockerconfigjson` and the older `.dockercfg`.
    private static func entries(of secret: Value) -> Members {
        for (name, isNested) in [(".dockerconfigjson", true), (".dockercfg", false)] {
            guard let text = secret.at("data", name)?.string, let data = Data(base64Encoded: text),
                let value = try? Value(json: Array(data))
            else { continue }
            return (isNested ? value["auths"] : value)?.members ?? Members()
        }
        return Members()
    }

    /// `https://index.docker.io/v1/` is Docker Hub's old name.
    private static func host(of server: String) -> String {
        var rest = server[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        let host = String(rest.prefix { $0 != "/" && $0 != ":" })
        return ["index.docker.io", "registry-1.docker.io"].contains(host) ? "docker.io" : host
    }

    private static func opens(_ entry: Value, _ registry: SimulationSettings.Registry) -> Bool {
        var username = entry.text("username")
        var password = entry.text("password")
        if let data = Data(base64Encoded: entry.text("auth")), !data.isEmpty {
            let parts = String(decoding: data, as: UTF8.self).split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            username = String(parts.first ?? "")
            password = parts.count > 1 ? String(parts[1]) : ""
        }
        return username == registry.username && password == registry.password
    }
}

import ClusterAPI
import Model

/// What `kubectl version` shows: the version whose semantics are spoken.
let serverVersion: Value = [
    "major": "1", "minor": "36", "gitVersion": "v1.36.2+plumb", "gitCommit": "", "gitTreeState": "clean",
    "buildDate": "1970-01-01T00:00:00Z", "goVersion": "", "compiler": "swiftc", "platform": "linux/amd64",
    "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1", "minCompatibilityMinor": "35",
]

extension APIHandler {
    /// `/`
    func paths() async throws(ClusterError) -> Answer {
        let index = try await index()
        var paths = [
            "/.well-known/openid-configuration", "/openid/v1/jwks", "/api", "/apis", "/healthz", "/livez", "/metrics",
            "/openapi/v2", "/openapi/v3", "/readyz", "/version",
        ]
        for endpoint in ["healthz", "livez", "readyz"] {
            paths += HealthCheck.all(of: endpoint, storeTrouble: "").map { "/\(endpoint)/\($0.name)" }
        }
        paths += index.groups.map { "/apis/\($0)" }
        paths += index.versions.map { $0.group.isEmpty ? "/api/\($0.name)" : "/apis/\($0.name)" }
        return .json(["paths": Value(strings: paths.sorted { $0.precedesInBytes($1) })])
    }

    func discovery(_ route: Route, _ call: Call) async throws(ClusterError) -> Answer {
        let index = try await index()
        let aggregated = aggregatedDiscoveryVersion(accept: call.accept)
        switch route {
        case .coreVersions, .groups:
            let isCore = route == .coreVersions
            guard let aggregated else {
                return .json(isCore ? coreVersions(index, server: call.host) : groupList(index))
            }
            var answer = Answer.json(aggregatedDiscovery(index, core: isCore, version: aggregated))
            answer.contentType = "application/json;g=apidiscovery.k8s.io;v=\(aggregated);as=APIGroupDiscoveryList"
            return answer
        case .group(let name):
            guard let group = group(name, in: index) else { throw .noSuchPath }
            return .json(group)
        case .resources(let group, let version):
            guard let served = index.version(group: group, version: version) else { throw .noSuchPath }
            return .json(resourceList(served))
        default: throw .noSuchPath
        }
    }
}

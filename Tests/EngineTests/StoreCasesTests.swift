import ClusterAPI
import Diff
import Engine
import Kinds
import Model
import TestSupport
import Testing
import YAML

/// The kinds whose rows count: those that the cluster gives life to.
private let countedKinds: Set<String> = [
    "/Namespace", "/Node", "/Pod", "/ServiceAccount", "/ConfigMap", "/Secret", "/Service",
    "discovery.k8s.io/EndpointSlice", "networking.k8s.io/Ingress", "networking.k8s.io/IngressClass",
    "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet", "/PersistentVolumeClaim",
]

@Suite("The cluster answers as a real API server answered")
struct StoreCasesTests {
    @Test("manifests of public repositories, posted dry and strictly", .enabled(if: SharedCases.arePresent))
    func repositories() throws {
        var tally = CaseTally("api, through the cluster")
        for name in try SharedCases.names(in: "api") {
            var files: [String: [Value]] = [:]
            for row in try SharedCases.jsonLines("api/\(name)") {
                guard let code = row["code"]?.int, row["outcome"] != "exists-in-oracle",
                    let apiVersion = row["apiVersion"]?.string, let kind = row["kind"]?.string,
                    let info = BuiltinKinds.named(apiVersion: apiVersion, kind: kind),
                    countedKinds.contains("\(info.type.group)/\(kind)"), let file = row["file"]?.string,
                    let repository = row["repo"]?.string
                else { continue }
                let path = "repos/\(repository)/\(file)"
                if files[path] == nil { files[path] = CaseFile.objects(in: try SharedCases.bytes(path)) }
                guard
                    let index = files[path]?.firstIndex(where: {
                        $0.apiVersion == apiVersion && $0.objectKind == kind
                            && (row["name"]?.string ?? $0.name) == $0.name
                    }), let object = files[path]?.remove(at: index)
                else { continue }
                var cluster = CaseCluster()
                let response = cluster.create(object, info, namespace: CaseFile.namespace(row), dryRun: true)
                tally.record(
                    "\(path) \(kind) \(object.name)",
                    CaseVerdict.problem(of: response, code: code, expected: row))
            }
        }
        tally.report()
        #expect(tally.share >= 0.95)
    }

    @Test("invalid manifests and updates", .enabled(if: SharedCases.arePresent))
    func invalid() throws {
        var tally = CaseTally("invalid, through the cluster")
        for row in try SharedCases.jsonLines("invalid.jsonl") {
            guard let expect = row["expect"], let code = expect["code"]?.int, let text = row["manifest"]?.string,
                !(expect["message"]?.string ?? "").hasPrefix(" \"\" is invalid: patch:")
            else { continue }
            let object = try document(in: text, options: .lenient)
            guard let info = BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind),
                countedKinds.contains("\(info.type.group)/\(info.type.kind)")
            else { continue }
            var cluster = CaseCluster()
            let response: Result<Response, ClusterError>
            if let priorText = row["priorManifest"]?.string {
                let prior = try document(in: priorText, options: .lenient)
                response = cluster.change(prior, to: object, info)
            } else {
                response = cluster.create(
                    object, info, namespace: object.namespace.isEmpty ? "default" : object.namespace, dryRun: true)
            }
            tally.record(
                row["name"]?.string ?? "", CaseVerdict.problem(of: response, code: code, expected: expect))
        }
        tally.report()
        #expect(tally.share >= 0.95)
    }
}

/// A new cluster for one row.
private struct CaseCluster {
    private var state = CaseCluster.fresh

    private static let fresh = ClusterState(at: Instant(seconds: 1_800_000_000))

    private mutating func perform(_ request: Request) -> Result<Response, ClusterError> {
        do {
            return .success(try state.handle(request, at: state.now))
        } catch {
            return .failure(error)
        }
    }

    private mutating func prepare(_ namespace: String, for object: Value) {
        func make(_ apiVersion: String, _ kind: String, _ plural: String, _ name: String, in namespace: String) {
            let type = ResourceType(
                group: "", version: "v1", kind: kind, plural: plural, isNamespaced: !namespace.isEmpty)
            var object: Value = ["apiVersion": "v1", "kind": Value(kind), "metadata": ["name": Value(name)]]
            if !namespace.isEmpty { object.set(Value(namespace), at: "metadata", "namespace") }
            _ = perform(Request(.create, type, namespace: namespace, body: object))
        }
        if !namespace.isEmpty { make("v1", "Namespace", "namespaces", namespace, in: "") }
        // The server of the recordings had no admission of service accounts.
        for account in ["default", object.at("spec", "serviceAccountName")?.string ?? "default"]
        where !namespace.isEmpty {
            make("v1", "ServiceAccount", "serviceaccounts", account, in: namespace)
        }
    }

    mutating func create(
        _ object: Value, _ info: KindInfo, namespace: String, dryRun: Bool
    ) -> Result<Response, ClusterError> {
        let space = info.type.isNamespaced ? namespace : ""
        prepare(space, for: object)
        var request = Request(.create, info.type, namespace: space, body: object)
        request.options.dryRun = dryRun
        request.options.fieldValidation = .strict
        return perform(request)
    }

    /// Applies a manifest over a former one, as `kubectl apply` does: by a patch of what differs.
    mutating func change(_ prior: Value, to object: Value, _ info: KindInfo) -> Result<Response, ClusterError> {
        let space = info.type.isNamespaced ? prior.namespace.isEmpty ? "default" : prior.namespace : ""
        prepare(space, for: prior)
        var first = Request(.create, info.type, namespace: space, body: prior)
        first.options.fieldValidation = .ignore
        if case .failure(let error) = perform(first) { return .failure(error) }
        let schema = builtinSchema(group: info.type.group, version: info.type.version, kind: info.type.kind)
        let key = ObjectKey(
            group: info.type.group, kind: info.type.kind, namespace: space, name: prior.name)
        guard let live = state.object(key) else { return .failure(.notFound(info.type, name: prior.name)) }
        var desired = object
        if !space.isEmpty { desired.set(Value(space), at: "metadata", "namespace") }
        let merged = merge(base: prior, desired: desired, live: live, schema: schema ?? .unknown).result ?? desired
        var second = Request(.update, info.type, namespace: space, name: prior.name, body: merged)
        second.options.fieldValidation = .strict
        return perform(second)
    }
}

import ClusterAPI
import Model
import Synchronization

/// A rule does not hold, and going on makes no sense.
struct ConformanceFailure: Error, CustomStringConvertible {
    var description: String
}

/// One check at work: a cluster, a namespace of its own, and what was found wrong.
final class ConformanceRun: Sendable {
    let cluster: any Cluster
    let namespace: String
    private let found = Mutex<[String]>([])

    init(cluster: any Cluster, namespace: String) {
        self.cluster = cluster
        self.namespace = namespace
    }

    private static let counter = Mutex(0)

    static func freshNamespace() -> String {
        let number = counter.withLock { count in
            count += 1
            return count
        }
        return "conformance-\(number)-\(UInt32.random(in: 0..<UInt32.max))"
    }

    var violations: [String] { found.withLock { $0 } }

    func note(_ violation: String) { found.withLock { $0.append(violation) } }

    func begin() async throws {
        try await cluster.create(
            .namespaces, ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": Value(namespace)]],
            manager: "conformance")
    }

    func end() async { try? await cluster.delete(.namespaces, name: namespace) }

    // MARK: Expectations

    func expect(_ holds: Bool, _ rule: @autoclosure () -> String) { if !holds { note(rule()) } }

    func equal<T: Equatable>(_ found: T, _ wanted: T, _ what: @autoclosure () -> String) {
        if found != wanted { note("\(what()): found \(found), wanted \(wanted)") }
    }

    func require<T>(_ value: T?, _ what: String) throws -> T {
        guard let value else { throw ConformanceFailure(description: "\(what) is missing") }
        return value
    }

    /// The error of a request that has to fail.
    @discardableResult
    func refusal(
        _ code: Int, _ reason: ClusterError.Reason, message: String? = nil, of request: Request
    ) async -> ClusterError? {
        do {
            _ = try await cluster.perform(request)
            note(
                "\(request.verb) \(request.type.plural)/\(request.name) should be refused with \(code) \(reason.rawValue)"
            )
            return nil
        } catch {
            equal(error.code, code, "code (\(error.message))")
            equal(error.reason, reason, "reason (\(error.message))")
            if let message { equal(error.message, message, "message") }
            return error
        }
    }

    // MARK: Objects

    func configMap(_ name: String, _ data: Value = ["a": "1"]) -> Value {
        [
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": ["name": Value(name), "namespace": Value(namespace)], "data": data,
        ]
    }

    func deployment(_ name: String, replicas: Int = 0) -> Value {
        [
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": ["name": Value(name), "namespace": Value(namespace)],
            "spec": [
                "replicas": Value(replicas), "selector": ["matchLabels": ["app": Value(name)]],
                "template": [
                    "metadata": ["labels": ["app": Value(name)]],
                    "spec": ["containers": [["name": "app", "image": "nginx:1.27"]]],
                ],
            ],
        ]
    }

    @discardableResult
    func create(_ type: ResourceType, _ object: Value) async throws -> Value {
        try await cluster.create(type, object, manager: "conformance")
    }

    func get(_ type: ResourceType, _ name: String) async throws -> Value? {
        try await cluster.get(type, namespace: type.isNamespaced ? namespace : "", name: name)
    }

    func request(
        _ verb: Request.Verb, _ type: ResourceType, _ name: String = "", body: Value? = nil,
        subresource: String? = nil, _ change: (inout Request.Options) -> Void = { _ in }
    ) -> Request {
        var request = Request(
            verb, type, namespace: type.isNamespaced ? namespace : "", name: name, subresource: subresource, body: body)
        request.options.fieldManager = "conformance"
        change(&request.options)
        return request
    }

    /// Looks again until a rule holds, for what a cluster does a moment later.
    func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
        for attempt in 0..<2400 {
            if try await holds() { return }
            try await Task.sleep(for: .milliseconds(attempt < 20 ? 5 : 50))
        }
        note("\(what): not within two minutes")
    }
}

extension ResourceType {
    static func core(_ kind: String, _ plural: String, isNamespaced: Bool = true) -> ResourceType {
        ResourceType(group: "", version: "v1", kind: kind, plural: plural, isNamespaced: isNamespaced)
    }
    static let namespaces = core("Namespace", "namespaces", isNamespaced: false)
    static let configMaps = core("ConfigMap", "configmaps")
    static let secrets = core("Secret", "secrets")
    static let services = core("Service", "services")
    static let deployments = ResourceType(
        group: "apps", version: "v1", kind: "Deployment", plural: "deployments", isNamespaced: true)
}

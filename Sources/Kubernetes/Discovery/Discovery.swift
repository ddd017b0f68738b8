import ClusterAPI
import Model

/// What the server serves, asked anew for each transaction but sent only where it changed: `/api` and `/apis` carry an
/// entity tag. Callers at the same time share one look, and whoever comes a moment later gets the same, unless plumb
/// itself did something meanwhile that may have changed it.
actor Discovery {
    private struct Known {
        var tag: String?
        var resources: [ServedResource]
    }

    private static let aggregated =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
        + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"

    private let transport: Transport
    private var known: [String: Known] = [:]
    private var looking: Task<Result<[ServedResource], ClusterError>, Never>?
    private var last: (resources: [ServedResource], at: ContinuousClock.Instant)?
    private var doubtedAt: ContinuousClock.Instant?
    private static let moment = Duration.seconds(2)
    /// A definition that was accepted is served a while later.
    private static let doubt = Duration.seconds(60)

    init(_ transport: Transport) { self.transport = transport }

    func resources() async throws(ClusterError) -> [ServedResource] {
        let now = ContinuousClock.now
        let isDoubted = doubtedAt.map { now - $0 < Self.doubt } ?? false
        if let last, now - last.at < Self.moment, !isDoubted { return last.resources }
        if let looking, !isDoubted { return try await looking.value.get() }
        let task = Task { () -> Result<[ServedResource], ClusterError> in
            do throws(ClusterError) { return .success(try await self.look()) } catch { return .failure(error) }
        }
        looking = task
        let result = await task.value
        looking = nil
        let found = try result.get()
        last = (found, now)
        return found
    }

    /// Where that defines kinds, or is of a kind that was not known, what is known is asked for anew for a while.
    func wrote(_ type: ResourceType) {
        let definesKinds = type.group == "apiextensions.k8s.io" || type.group == "apiregistration.k8s.io"
        let isKnown = last?.resources.contains { $0.type == type } ?? true
        if definesKinds || !isKnown { doubtedAt = .now }
    }

    private func look() async throws(ClusterError) -> [ServedResource] {
        // The core group first, as kubectl has it: of kinds with one name the first is meant.
        try await resources(below: "/api") + resources(below: "/apis")
    }

    private func resources(below root: String) async throws(ClusterError) -> [ServedResource] {
        let before = known[root]
        var call = Call(method: "GET", path: root, accept: Self.aggregated, timeout: transport.settings.read)
        call.entityTag = before?.tag
        let answer = try await transport.send(call)
        if answer.code == 304, let before { return before.resources }
        guard answer.code == 200 else { throw ClusterError(answer) }
        let document = try json(answer)
        if document.objectKind == "APIGroupDiscoveryList" {
            let found = discoveredResources(aggregated: document)
            known[root] = Known(tag: answer.entityTag, resources: found)
            return found
        }
        var found: [ServedResource] = []
        for (group, version) in versions(document, core: root == "/api") {
            found += try await resources(of: group, version)
        }
        return found
    }

    /// Groups and versions of the older form; of a group its favourite version first.
    private func versions(_ document: Value, core: Bool) -> [(group: String, version: String)] {
        if core { return (document["versions"]?.elements.compactMap(\.string) ?? []).map { ("", $0) } }
        return (document["groups"]?.elements ?? []).flatMap { group in
            let name = group["name"]?.string ?? ""
            let favourite = group.at("preferredVersion", "version")?.string
            let all = group["versions"]?.elements.compactMap { $0["version"]?.string } ?? []
            return (all.filter { $0 == favourite } + all.filter { $0 != favourite }).map { (name, $0) }
        }
    }

    /// A group whose own server is away hides no other.
    private func resources(of group: String, _ version: String) async throws(ClusterError) -> [ServedResource] {
        let path = group.isEmpty ? "/api/\(escaped(version))" : "/apis/\(escaped(group))/\(escaped(version))"
        let answer = try await transport.send(Call(method: "GET", path: path, timeout: transport.settings.read))
        if answer.code == 404 || answer.code == 503, !group.isEmpty { return [] }
        guard answer.code == 200 else { throw ClusterError(answer) }
        return discoveredResources(try json(answer), group: group, version: version)
    }
}

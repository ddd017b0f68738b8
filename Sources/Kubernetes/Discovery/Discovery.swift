import ClusterAPI
import Model

/// What the server serves, asked anew each time but sent only where it changed: `/api` and `/apis` carry an entity tag.
/// Callers at the same time share one look.
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

    init(_ transport: Transport) { self.transport = transport }

    func resources() async throws(ClusterError) -> [ServedResource] {
        if let looking { return try await looking.value.get() }
        let task = Task { () -> Result<[ServedResource], ClusterError> in
            do throws(ClusterError) { return .success(try await self.look()) } catch { return .failure(error) }
        }
        looking = task
        let result = await task.value
        looking = nil
        return try result.get()
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

import Apply
import ClusterAPI
import Diff
import Kinds
import Logging
import Model

extension Pipeline {
    /// What was applied, as far as the cluster itself tells: the objects with the application's mark, and of each the
    /// fields that plumb owns. For a ledger that was lost.
    func rebuiltBase(for desired: ManifestSet) async throws -> [ObjectKey: Value] {
        var base: [ObjectKey: Value] = [:]
        for resource in try await cluster.resources() where resource.verbs.contains("watch") {
            guard !resource.type.plural.contains("/") else { continue }
            var request = Request(.list, resource.type)
            request.options.labelSelector = "plumb.dev/application=\(settings.name)"
            for item in try await cluster.perform(request).list?.items ?? [] {
                var live = item
                live["apiVersion"] = Value(resource.type.apiVersion)
                live["kind"] = Value(resource.type.kind)
                // Controllers copy labels to what they make.
                let isMade = live.metadata["ownerReferences"]?.elements.contains { $0["controller"]?.bool == true }
                guard isMade != true, let owned = ownedPart(of: live, by: fieldManager) else { continue }
                base[live.key] = withoutServers(owned, desired[live.key], live)
            }
        }
        standing.change { $0.doubtEverything() }
        try await cache.watch(Set(base.keys.map { ManifestSet.Kind(group: $0.group, kind: $0.kind) }))
        logger.notice(
            "what was applied is rebuilt from the cluster", metadata: ["objects": "\(base.count)"])
        return base
    }

    /// What the former application had applied of an object that is handed over.
    func received(_ manifest: Manifest, _ live: Value) -> Value? {
        ownedPart(of: live, by: fieldManager).map { withoutServers($0, manifest, live) }
    }

    /// Whoever creates an object also owns what the server put into it; what cannot be taken away was not ours.
    private func withoutServers(_ owned: Value, _ manifest: Manifest?, _ live: Value) -> Value {
        guard let manifest, let change = change(of: manifest, base: owned, live: live, settings: changeSettings),
            let result = change.result
        else { return owned }
        var base = owned
        for path in immutableChanges(from: live, to: result) where manifest.object.at(path) == nil {
            base = base.removing(path)
        }
        return base
    }
}

extension Value {
    /// Without what stands at a path of member names; as it is where a path goes through lists.
    fileprivate func removing(_ path: FieldPath) -> Value {
        var names: [String] = []
        for element in path.elements {
            guard case .field(let name) = element else { return self }
            names.append(name)
        }
        return removing(names[...])
    }

    private func removing(_ names: ArraySlice<String>) -> Value {
        guard let first = names.first, var child = self[first] else { return self }
        var result = self
        if names.count == 1 {
            result[first] = nil
        } else {
            child = child.removing(names.dropFirst())
            result[first] = child
        }
        return result
    }
}

import ClusterAPI
import Model

/// The ResourceQuota admission plugin. What a quota's status says to be used is taken as it stands; creates are added
/// to it at once, and its controller counts anew where objects go or change.
extension ClusterState {
    private static let quotas = GroupKind(group: "", kind: "ResourceQuota")

    /// The quotas that an object counts towards, with what it uses of each. A quota holds from when its status is first
    /// written.
    private func charges(
        for object: Value, _ type: ResourceType
    ) -> [(quota: Value, hard: [String: Quantity], usage: [String: Quantity])] {
        guard type.isNamespaced, store.count(of: ClusterState.quotas) > 0 else { return [] }
        let all = store.objects(of: ClusterState.quotas, in: object.namespace)
        if all.isEmpty { return [] }
        let usage = quotaUsage(of: object, type)
        return all.compactMap { quota in
            let hard = quota.quantities("status", "hard")
            let counted = usage.filter { hard[$0.key] != nil }
            guard !counted.isEmpty, isInScope(object, of: quota) else { return nil }
            return (quota, hard, counted)
        }
    }

    /// Refuses an object that would use more than is left. `old` is what an update is made over; `before` counts alike
    /// objects that are about to be made first.
    func requireQuota(
        for object: Value, over old: Value? = nil, _ type: ResourceType, before: Int = 0
    ) throws(ClusterError) {
        let charges = charges(for: object, type)
        if charges.isEmpty { return }
        if type.kind == "Pod", type.group.isEmpty, old == nil {
            for (quota, hard, _) in charges {
                guard let problem = unspecifiedCompute(of: object, Set(hard.keys)) else { continue }
                throw .forbidden(type, name: object.name, "failed quota: \(quota.name): \(problem)")
            }
        }
        let former = old.map { quotaUsage(of: $0, type) } ?? [:]
        for (quota, hard, usage) in charges {
            var used = quota.quantities("status", "used")
            if before > 0 { for (name, amount) in usage { used[name] = (used[name] ?? .zero) + amount * before } }
            let requested = usage.mapValues { $0 }.merging(former.filter { usage[$0.key] != nil }) { $0 - $1 }
            let exceeded = requested.filter { name, amount in
                guard amount > .zero, let most = hard[name] else { return false }
                return (used[name] ?? .zero) + amount > most
            }
            if exceeded.isEmpty { continue }
            func list(_ amounts: [String: Quantity]) -> String {
                exceeded.keys.sorted().map { "\($0)=\(amounts[$0] ?? .zero)" }.joined(separator: ",")
            }
            throw .forbidden(
                type, name: object.name,
                "exceeded quota: \(quota.name), requested: \(list(requested)), used: \(list(used)), limited: "
                    + list(hard))
        }
    }

    /// Adds a new object to what the quotas say is used.
    mutating func chargeQuota(for object: Value, _ type: ResourceType) {
        for (quota, _, usage) in charges(for: object, type) {
            var used = quota.quantities("status", "used")
            for (name, amount) in usage { used[name] = (used[name] ?? .zero) + amount }
            var written = quota
            written.set(quantityMap(used), at: "status", "used")
            if written != quota { _ = store.put(written, at: quota.key) }
        }
    }

    /// How many of `count` alike objects the quotas leave room for, and the words for the next one.
    func roomInQuota(_ count: Int, for object: Value, _ type: ResourceType) -> (count: Int, refusal: String?) {
        for made in 0..<max(count, 0) {
            do {
                try requireQuota(for: object, type, before: made)
            } catch {
                return (made, error.message)
            }
        }
        return (count, nil)
    }
}

extension Value {
    /// The amounts of a `ResourceList`.
    func quantities(_ path: String...) -> [String: Quantity] {
        var node: Value? = self
        for name in path { node = node?[name] }
        var found: [String: Quantity] = [:]
        for (name, value) in node?.members ?? Members() { found[name] = Quantity(value) }
        return found
    }
}

/// A `ResourceList`, in the order of its names.
func quantityMap(_ amounts: [String: Quantity]) -> Value {
    Value(Members(amounts.sorted { $0.key < $1.key }.map { ($0.key, Value($0.value.description)) }))
}

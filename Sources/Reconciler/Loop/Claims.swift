public import Model

/// Which application each object belongs to, over all applications of one daemon, by cluster.
///
/// Two applications that both define an object would undo each other for ever; the second to come is refused.
public actor Claims {
    private struct Application: Hashable {
        var cluster: String
        var name: String
    }

    /// By cluster.
    private var owners: [String: [ObjectKey: String]] = [:]
    /// What an application claimed and has not applied yet.
    private var open: [Application: Set<ObjectKey>] = [:]
    /// What an application has by the ledger's account, and another one too.
    private var contested: [Application: Set<ObjectKey>] = [:]

    public init() {}

    /// What an application holds already, by the ledger's account.
    public func restore(_ keys: some Collection<ObjectKey>, to application: String, in cluster: String) {
        let place = Application(cluster: cluster, name: application)
        for key in keys {
            if let owner = owners[cluster]?[key], owner != application {
                contested[place, default: []].insert(key)
            } else {
                owners[cluster, default: [:]][key] = application
                contested[place]?.remove(key)
            }
        }
    }

    /// Claims objects for the application that it does not have yet. Where others hold some, or one that it has,
    /// nothing is claimed and those are returned.
    ///
    /// - Parameter isWanted: whether it still wants what it has.
    public func claim(
        _ gained: [ObjectKey], for application: String, in cluster: String, where isWanted: (ObjectKey) -> Bool
    ) -> [ObjectKey: String] {
        let place = Application(cluster: cluster, name: application)
        // What was claimed for a revision that came to nothing.
        release(of: application, in: cluster)
        let all = gained + (contested[place] ?? []).filter(isWanted)
        if all.isEmpty { return [:] }
        var held: [ObjectKey: String] = [:]
        for key in all {
            if let owner = owners[cluster]?[key], owner != application { held[key] = owner }
        }
        guard held.isEmpty else { return held }
        for key in all { owners[cluster, default: [:]][key] = application }
        contested[place] = nil
        open[place, default: []].formUnion(gained)
        return [:]
    }

    /// What was claimed is applied, and these are the application's no more.
    public func settle(lost: [ObjectKey], of application: String, in cluster: String) {
        open[Application(cluster: cluster, name: application)] = nil
        drop(lost, of: application, in: cluster)
    }

    /// What was claimed did not come to be applied.
    public func release(of application: String, in cluster: String) {
        let keys = open.removeValue(forKey: Application(cluster: cluster, name: application)) ?? []
        drop(keys, of: application, in: cluster)
    }

    /// The application is no more.
    public func releaseAll(of application: String, in cluster: String) {
        let place = Application(cluster: cluster, name: application)
        open[place] = nil
        contested[place] = nil
        for (key, owner) in owners[cluster] ?? [:] where owner == application { owners[cluster]?[key] = nil }
    }

    private func drop(_ keys: some Sequence<ObjectKey>, of application: String, in cluster: String) {
        for key in keys where owners[cluster]?[key] == application { owners[cluster]?[key] = nil }
    }
}

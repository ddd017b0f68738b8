public import Model

/// Which application each object belongs to, over all applications of one daemon, by cluster.
///
/// Two applications that both define an object would undo each other for ever; the second to come is refused.
public actor Claims {
    private struct Place: Hashable {
        var cluster: String
        var key: ObjectKey
    }

    private var owners: [Place: String] = [:]

    public init() {}

    /// What an application holds already, by the ledger's account.
    public func restore(_ keys: some Collection<ObjectKey>, to application: String, in cluster: String) {
        for key in keys { owners[Place(cluster: cluster, key: key)] = application }
    }

    /// Claims the objects for the application. Where others hold some, nothing is claimed and those are returned.
    public func claim(
        _ keys: some Collection<ObjectKey>, for application: String, in cluster: String
    ) -> [ObjectKey: String] {
        var held: [ObjectKey: String] = [:]
        for key in keys {
            if let owner = owners[Place(cluster: cluster, key: key)], owner != application { held[key] = owner }
        }
        if held.isEmpty { restore(keys, to: application, in: cluster) }
        return held
    }

    /// Afterwards the application holds exactly these.
    public func settle(_ keys: Set<ObjectKey>, of application: String, in cluster: String) {
        for (place, owner) in owners
        where owner == application && place.cluster == cluster && !keys.contains(place.key) {
            owners[place] = nil
        }
    }
}

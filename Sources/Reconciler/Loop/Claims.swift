public import Model

/// Which application each object belongs to, over all applications of one daemon, by cluster.
///
/// Two applications that both define an object would undo each other for ever; the second to come is refused. An object
/// that a commit moves from one to another is handed over: the receiver waits until the other has taken up the same
/// commit, and the other leaves the object where it is.
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

    private var stances: [Application: Stance] = [:]
    private let tell: AsyncStream<Release>.Continuation
    /// An application has let go of something, or has taken up another commit.
    nonisolated let released: AsyncStream<Release>
    /// Counts the releases.
    private(set) var releases = 0

    /// Who has an object that another wants.
    struct Holder: Sendable, Hashable {
        var owner: String
        /// It follows the same branch, and has not taken up this commit yet: it may give the object up.
        var mayGiveUp: Bool
    }

    struct Release: Sendable, Hashable {
        var cluster: String
        var application: String
    }

    private struct Stance {
        /// The repository and the ref.
        var source = ""
        /// The commits that it has taken up, whatever came of them.
        var done: Set<String> = []
        /// What its latest revision defines and it does not have, and which revision that is.
        var wishes: Set<ObjectKey> = []
        var wishedAt = ""
    }

    public init() { (released, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64)) }

    private func hasReleased(_ application: Application) {
        releases += 1
        tell.yield(Release(cluster: application.cluster, application: application.name))
    }

    /// What it follows, and the commits that it has taken up.
    func introduce(_ application: String, in cluster: String, source: String, done: Set<String>) {
        stances[Application(cluster: cluster, name: application)] = Stance(source: source, done: done)
    }

    /// It has taken up a commit: held, refused or undone.
    func finished(_ revision: String, by application: String, in cluster: String) {
        let place = Application(cluster: cluster, name: application)
        // The same again moves nobody: applications that hold each other up would wake each other for ever.
        guard stances[place]?.done.contains(revision) != true else { return }
        stances[place, default: Stance()].done = [revision]
        hasReleased(place)
    }

    /// Applications that follow the same branch and have not said yet what they define at this commit. One of them may
    /// be about to receive what another is about to delete.
    func undeclared(besides application: String, in cluster: String, at revision: String) -> [String] {
        let source = stances[Application(cluster: cluster, name: application)]?.source ?? ""
        return stances.filter { place, stance in
            place.cluster == cluster && place.name != application && !source.isEmpty && stance.source == source
                && stance.wishedAt != revision && !stance.done.contains(revision)
        }.map(\.key.name).sorted()
    }

    /// Those of the objects that another application waits for: they are left to it.
    func awaited(_ keys: [ObjectKey], besides application: String, in cluster: String) -> Set<ObjectKey> {
        var found: Set<ObjectKey> = []
        for (place, stance) in stances where place.cluster == cluster && place.name != application {
            for key in keys where stance.wishes.contains(key) { found.insert(key) }
        }
        return found
    }

    /// Whether an application that is known here has no claim on an object any more, whatever a mark on it says.
    func hasLetGo(_ key: ObjectKey, _ application: String, in cluster: String) -> Bool {
        stances[Application(cluster: cluster, name: application)] != nil && owners[cluster]?[key] != application
    }

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
    func claim(
        _ gained: [ObjectKey], for application: String, in cluster: String, at revision: String,
        where isWanted: (ObjectKey) -> Bool
    ) -> [ObjectKey: Holder] {
        let place = Application(cluster: cluster, name: application)
        stances[place, default: Stance()].wishes = Set(gained)
        stances[place, default: Stance()].wishedAt = revision
        // What was claimed for a revision that came to nothing.
        release(of: application, in: cluster)
        let all = gained + (contested[place] ?? []).filter(isWanted)
        if all.isEmpty { return [:] }
        var held: [ObjectKey: Holder] = [:]
        let source = stances[place]?.source ?? ""
        for key in all {
            guard let owner = owners[cluster]?[key], owner != application else { continue }
            let other = stances[Application(cluster: cluster, name: owner)] ?? Stance()
            let isBehind = other.source == source && !source.isEmpty && !other.done.contains(revision)
            held[key] = Holder(owner: owner, mayGiveUp: isBehind)
        }
        guard held.isEmpty else { return held }
        for key in all { owners[cluster, default: [:]][key] = application }
        contested[place] = nil
        open[place, default: []].formUnion(gained)
        return [:]
    }

    /// What was claimed is applied, and these are the application's no more.
    public func settle(lost: [ObjectKey], of application: String, in cluster: String) {
        let place = Application(cluster: cluster, name: application)
        open[place] = nil
        stances[place]?.wishes = []
        drop(lost, of: application, in: cluster)
        if !lost.isEmpty { hasReleased(place) }
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
        stances[place] = nil
        defer { hasReleased(place) }
        for (key, owner) in owners[cluster] ?? [:] where owner == application { owners[cluster]?[key] = nil }
    }

    private func drop(_ keys: some Sequence<ObjectKey>, of application: String, in cluster: String) {
        for key in keys where owners[cluster]?[key] == application { owners[cluster]?[key] = nil }
    }
}

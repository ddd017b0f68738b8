import Model

/// Which controllers hear of a write, by the kind of what was written.
struct ControllerRoutes: Sendable {
    private var places: [GroupKind: [Int]] = [:]
    /// Of those that want to hear of every kind.
    private let everywhere: [Int]

    /// In the order of the controllers: the nearer to the pods, the sooner.
    init(_ controllers: [any Controller]) {
        everywhere = controllers.indices.filter { controllers[$0].kinds == nil }
        let kinds = Set(controllers.flatMap { $0.kinds ?? [] })
        for kind in kinds {
            places[kind] = controllers.indices.filter { controllers[$0].kinds?.contains(kind) ?? true }
        }
    }

    func places(for key: ObjectKey) -> [Int] { places[GroupKind(key)] ?? everywhere }
}

extension GroupKind {
    static let pod = GroupKind(group: "", kind: "Pod")
    static let node = GroupKind(group: "", kind: "Node")
    static let service = GroupKind(group: "", kind: "Service")
    static let endpoints = GroupKind(group: "", kind: "Endpoints")
    static let claim = GroupKind(group: "", kind: "PersistentVolumeClaim")
    static let volume = GroupKind(group: "", kind: "PersistentVolume")
    static let job = GroupKind(group: "batch", kind: "Job")
    static let replicaSet = GroupKind(group: "apps", kind: "ReplicaSet")
}

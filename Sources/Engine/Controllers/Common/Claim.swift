import Model

/// What a controller manages among the objects of one kind: adopts what matches and has no controller, releases what
/// does not match any more.
struct Claim {
    private(set) var objects: [Value] = []
    private(set) var mutations: [Mutation] = []

    init(
        of kind: String, group: String, by owner: Value, selector: ObjectSelector, in view: any ClusterView,
        where isMember: (Value) -> Bool = { _ in true }
    ) {
        for object in view.owned(by: owner.uid)
        where object.objectKind == kind && object.group == group && object.isControlled(by: owner) {
            if selector.matches(object) && isMember(object) {
                objects.append(object)
            } else if !owner.isBeingDeleted {
                release(object, from: owner)
            }
        }
        guard !owner.isBeingDeleted else { return }
        for object in view.uncontrolled(group: group, kind: kind, namespace: owner.namespace)
        where selector.matches(object) && !object.isBeingDeleted && !object.isTerminal && isMember(object) {
            adopt(object, by: owner)
        }
        objects.sort { $0.name.precedesInBytes($1.name) }
    }

    private mutating func adopt(_ object: Value, by owner: Value) {
        var adopted = object
        let others = object.ownerReferences.filter { $0["uid"]?.string != owner.uid }
        adopted.set(Value(others + [owner.asController]), at: "metadata", "ownerReferences")
        mutations.append(.update(adopted.unversioned))
        objects.append(adopted)
    }

    private mutating func release(_ object: Value, from owner: Value) {
        var released = object
        let others = object.ownerReferences.filter { $0["uid"]?.string != owner.uid }
        released.set(others.isEmpty ? nil : Value(others), at: "metadata", "ownerReferences")
        mutations.append(.update(released.unversioned))
    }
}

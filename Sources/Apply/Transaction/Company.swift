internal import Model

/// Objects that would go together, and those of them that go anyway.
struct Company {
    /// Neither deleted by the plan, nor made by what is, nor the cluster's own; by key, and without what they made
    /// themselves.
    private(set) var others: [Value] = []

    /// - Parameter deleted: what the plan deletes itself.
    init(of objects: [Value], deleting deleted: Set<ObjectKey>, application: String) {
        var left: [Value] = []
        var going: [Value] = []
        for object in objects {
            if deleted.contains(object.key) || object.isBeingDeleted || isOwn(object, application) {
                going.append(object)
            } else if !isClusters(object) {
                left.append(object)
            }
        }
        // What they own goes with them, and what that owns.
        var uids = Set(going.map(\.uid))
        for _ in 0..<8 {
            let next = left.filter { object in
                (object.metadata["ownerReferences"]?.elements ?? []).contains { uids.contains($0["uid"]?.string ?? "") }
            }
            if next.isEmpty { break }
            let found = Set(next.map(\.uid))
            uids.formUnion(found)
            left.removeAll { found.contains($0.uid) }
            going += next
        }
        let names = made(by: going)
        left.removeAll { names.contains($0.key) || isToken($0, of: going) }
        // Whoever knows the owner knows what it made.
        let owners = Set(left.map(\.uid))
        others = left.filter { object in
            !(object.metadata["ownerReferences"]?.elements ?? []).contains { owners.contains($0["uid"]?.string ?? "") }
        }.sorted { $0.key < $1.key }
    }
}

/// What a former run of a hook left behind.
private func isOwn(_ object: Value, _ application: String) -> Bool {
    isHook(object, key: object.key) && Marks.application(of: object) == application
}

/// What the cluster puts into every namespace, and what holds nothing: events, and who leads.
private func isClusters(_ object: Value) -> Bool {
    switch "\(object.group)/\(object.objectKind)" {
    case "/Event", "events.k8s.io/Event", "coordination.k8s.io/Lease": true
    case "/ConfigMap": object.name == "kube-root-ca.crt"
    case "/ServiceAccount": object.name == "default"
    case "/Secret": accountOfToken(object) == "default"
    default: false
    }
}

/// What controllers make for objects without an owner reference: the claims of StatefulSets, the Endpoints of Services.
private func made(by objects: [Value]) -> Set<ObjectKey> {
    var names: Set<ObjectKey> = []
    for object in objects {
        func note(_ kind: String, _ name: String) {
            names.insert(ObjectKey(group: "", kind: kind, namespace: object.namespace, name: name))
        }
        if object.objectKind == "Service", object.group.isEmpty { note("Endpoints", object.name) }
        guard object.objectKind == "StatefulSet", object.group == "apps" else { continue }
        let count = min(max(object.spec["replicas"]?.int ?? 1, object.status["replicas"]?.int ?? 0), 10_000)
        for template in object.spec["volumeClaimTemplates"]?.elements ?? [] {
            for number in 0..<max(count, 0) {
                note("PersistentVolumeClaim", "\(template.name)-\(object.name)-\(number)")
            }
        }
    }
    return names
}

private func isToken(_ object: Value, of going: [Value]) -> Bool {
    guard let account = accountOfToken(object) else { return false }
    return going.contains {
        $0.objectKind == "ServiceAccount" && $0.name == account && $0.namespace == object.namespace
    }
}

private func accountOfToken(_ object: Value) -> String? {
    guard object.objectKind == "Secret", object["type"]?.string == "kubernetes.io/service-account-token" else {
        return nil
    }
    return object.annotation("kubernetes.io/service-account.name")
}

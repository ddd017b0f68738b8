public import Model

/// What another tool last applied to an object that plumb has not applied yet: from kubectl's
/// `last-applied-configuration`, else the live values of the fields that a tool which applies manifests owns. Nil where
/// there is no sign of one. With it, adopting deletes what those tools stopped naming, and nothing else.
public func adoptionBase(of live: Value) -> Value? {
    if let text = live.annotation(lastAppliedAnnotation), let base = try? Value(json: text), base.isObject {
        return base
    }
    return part(of: live) { entry in
        appliers.contains { $0.operation == entry.operation && entry.manager.hasPrefix($0.prefix) }
    }
}

/// The live values of the fields that a manager owns; nil where it owns none.
public func ownedPart(of live: Value, by manager: String) -> Value? { part(of: live) { $0.manager == manager } }

private func part(of live: Value, where isMeant: (ManagedFieldsEntry) -> Bool) -> Value? {
    var owned = FieldSet()
    for entry in live.at("metadata", "managedFields")?.elements ?? [] {
        guard let entry = ManagedFieldsEntry(entry), entry.subresource.isEmpty, isMeant(entry) else { continue }
        owned = owned.union(entry.fields)
    }
    guard !owned.isEmpty, var base = extracting(owned, from: live) else { return nil }
    for key in ["apiVersion", "kind"] { base[key] = live[key] }
    for key in ["name", "namespace"] { base.set(live.at("metadata", key), at: "metadata", key) }
    return base
}

/// Field managers of tools that apply manifests as a whole. An updater's entry also has the defaults of what it
/// created, so only those are taken that name no others.
private let appliers: [(prefix: String, operation: ManagedFieldsEntry.Operation)] = [
    ("kubectl", .apply),
    ("argocd-", .apply), ("argocd-", .update),
    ("kustomize-controller", .apply), ("helm-controller", .apply), ("flux", .apply),
    ("helm", .apply), ("helm", .update), ("Helm", .update),
    ("kapp", .update), ("kluctl", .apply), ("werf", .apply), ("configsync", .apply), ("applylib", .apply),
]

/// The part of an object that a set names. Elements of lists that it names in part keep their keys.
func extracting(_ set: FieldSet, from value: Value, depth: Int = 0) -> Value? {
    if set.entries.isEmpty { return set.isMember ? value : nil }
    guard depth < depthBound else { return value }
    switch value.view {
    case .object(let members):
        var part: [(String, Value)] = []
        for entry in set.entries {
            guard case .field(let name)? = FieldPath.Element(fieldsV1: entry.name), let child = members[name],
                let extracted = extracting(entry.set, from: child, depth: depth + 1)
            else { continue }
            part.append((name, extracted))
        }
        return part.isEmpty && !set.isMember ? nil : Value(Members(part))
    case .array:
        var part: [Value] = []
        for entry in set.entries {
            guard let step = FieldPath.Element(fieldsV1: entry.name), let item = value.at([step]) else { continue }
            guard var extracted = extracting(entry.set, from: item, depth: depth + 1) else { continue }
            if case .key(let parts) = step { for key in parts { extracted[key.name] = key.value } }
            part.append(extracted)
        }
        return part.isEmpty && !set.isMember ? nil : Value(part)
    default: return value
    }
}

import Model

extension DefinitionController {
    /// A definition with the names that it may have: those that no other of its group has been given.
    func named(_ definition: Value, among all: [Value], at now: Instant) -> Value {
        let wanted = definition.at("spec", "names") ?? .emptyObject
        let accepted = definition.at("status", "acceptedNames") ?? .emptyObject
        let taken = TakenNames(all.filter { $0.name != definition.name }, group: definition.at("spec", "group"))
        var names = accepted
        var conflict: (reason: String, message: String)?
        func accept(_ field: String, _ reason: String, unless taken: Set<String>) {
            let name = wanted[field]?.string ?? ""
            if name != accepted[field]?.string, taken.contains(name) {
                conflict = (reason, "\(Value(name).json) is already in use")
            } else {
                names[field] = wanted[field]
            }
        }
        // Of several conflicts the last is told.
        accept("plural", "PluralConflict", unless: taken.resources)
        accept("singular", "SingularConflict", unless: taken.resources)
        let short = (wanted["shortNames"]?.elements ?? []).compactMap(\.string)
        let refused = short.filter { taken.resources.contains($0) }.map { "\(Value($0).json) is already in use" }
        if refused.isEmpty {
            names["shortNames"] = wanted["shortNames"]
        } else {
            let text = refused.count == 1 ? refused[0] : "[\(refused.joined(separator: ", "))]"
            conflict = ("ShortNamesConflict", text)
        }
        accept("kind", "KindConflict", unless: taken.kinds)
        accept("listKind", "ListKindConflict", unless: taken.kinds)
        names["categories"] = wanted["categories"]
        var result = definition
        result.set(names, at: "status", "acceptedNames")
        result = DefinitionStatus.setting(
            "NamesAccepted", conflict == nil, conflict?.reason ?? "NoConflicts",
            conflict?.message ?? "no conflicts found", in: result, at: now)
        if conflict != nil, result.condition("Established") == nil {
            result = DefinitionStatus.setting(
                "Established", false, "NotAccepted", "not all names are accepted", in: result, at: now)
        }
        return result
    }
}

/// What other definitions of a group are called.
private struct TakenNames {
    var resources: Set<String> = []
    var kinds: Set<String> = []

    init(_ definitions: [Value], group: Value?) {
        for definition in definitions where definition.at("spec", "group") == group {
            let names = definition.at("status", "acceptedNames") ?? .emptyObject
            for field in ["plural", "singular"] { resources.insert(names[field]?.string ?? "") }
            resources.formUnion((names["shortNames"]?.elements ?? []).compactMap(\.string))
            for field in ["kind", "listKind"] { kinds.insert(names[field]?.string ?? "") }
        }
        resources.remove("")
        kinds.remove("")
    }
}

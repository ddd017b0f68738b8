internal import Diff
internal import Kinds
internal import Model

extension PlanGraph {
    /// Makes a step of each change that is to be carried out, and says what speaks against it.
    mutating func addSteps(_ changes: [Change]) {
        for key in manifests.kindDefinitions.sorted() {
            if let definition = manifests.object(key) { types.learn(definition, key) }
        }
        for change in changes where change.action != .delete { addWrite(change) }
        for change in changes where change.action == .delete { addDelete(change) }
    }

    private mutating func addWrite(_ change: Change) {
        guard let object = change.desired ?? change.result else { return }
        guard let type = types.type(of: change.key, apiVersion: object.apiVersion) else {
            let field = FieldPath(fields: types.type(of: change.key) == nil ? "kind" : "apiVersion")
            problems.append(
                problem(types.absence(of: change.key, apiVersion: object.apiVersion), of: change, at: field))
            return
        }
        if let live = change.live, let owner = Marks.application(of: live), owner != settings.application,
            !settings.takesOver.contains(change.key)
        {
            problems.append(
                problem(
                    "\(change.key.spoken) belongs to application \"\(owner)\"; application \"\(settings.application)\" "
                        + "cannot have it too. Remove it from one of the two.", of: change))
        }
        if object.annotation(Marks.hook) != nil, !isHook(object, key: change.key) {
            problems.append(
                problem(
                    "\(change.key.spoken) has \(Marks.hook), which is for Jobs. Remove the mark, or make it a Job.",
                    of: change, at: FieldPath(fields: "metadata", "annotations", Marks.hook)))
        }
        let wave = wave(of: change)
        let action: Step.Action
        switch change.action {
        case .create: action = .create
        case .update: action = update(change)
        case .delete: return
        }
        writes[change.key] = steps.count
        steps.append(Step(id: steps.count, change: change, action: action, type: type, wave: wave))
    }

    /// What the marks of an object say of its time, and what is wrong with them.
    mutating func wave(of change: Change) -> Int {
        guard let object = change.desired ?? change.result else { return 0 }
        if let text = object.annotation(Marks.timeout), (parseDuration(text) ?? .zero) < .seconds(1) {
            problems.append(
                problem(
                    "\(change.key.spoken) has \(Marks.timeout): \(Value(text).json). Write a duration of a second or "
                        + "more, as in 90s or 5m.", of: change,
                    at: FieldPath(fields: "metadata", "annotations", Marks.timeout)))
        }
        guard let text = object.annotation(Marks.wave) else { return 0 }
        // The outermost numbers are the hooks' own.
        if let number = Int(text), number.magnitude < 1 << 40 {
            return number
        }
        problems.append(
            problem(
                "\(change.key.spoken) has \(Marks.wave): \(Value(text).json), which is no whole number.",
                of: change, at: FieldPath(fields: "metadata", "annotations", Marks.wave)))
        return 0
    }

    /// An update, or a replacement where fields change that cannot be changed in place.
    private mutating func update(_ change: Change) -> Step.Action {
        guard let live = change.live, let result = change.result else { return .update }
        let immutable = immutableChanges(from: live, to: result).filter { path in
            change.fields.isEmpty || change.fields.contains { $0.path.starts(with: path) || path.starts(with: $0.path) }
        }
        if immutable.isEmpty { return .update }
        let wish = change.desired?.annotation(Marks.replace)
        if wish == "true" || (settings.replace && wish != "false") { return .replace }
        for path in immutable { refuse(change, of: path) }
        return .update
    }

    private mutating func addDelete(_ change: Change) {
        let object = change.live ?? change.base ?? .emptyObject
        if let reason = reasonToKeep(object, change.key) {
            kept.append(Plan.Kept(key: change.key, because: reason))
            return
        }
        guard change.live != nil, let type = types.type(of: change.key) else { return }
        deletes[change.key] = steps.count
        steps.append(Step(id: steps.count, change: change, action: .delete, type: type))
    }

    private func reasonToKeep(_ object: Value, _ key: ObjectKey) -> String? {
        if !settings.prune { return "pruning is off for this application" }
        if let owner = Marks.application(of: object), owner != settings.application {
            return "it belongs to application \"\(owner)\" now"
        }
        switch object.annotation(Marks.prune) {
        case "false": return "\(Marks.prune) is \"false\""
        case "true": return nil
        default:
            let isPrecious = preciousKinds.contains("\(key.group)/\(key.kind)")
            return isPrecious ? "a \(key.kind) is pruned only where \(Marks.prune) is \"true\"" : nil
        }
    }
}

/// What takes more with it than itself.
private let preciousKinds: Set<String> = [
    "/Namespace", "/PersistentVolumeClaim", "apiextensions.k8s.io/CustomResourceDefinition",
]

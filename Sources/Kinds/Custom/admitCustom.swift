public import Model

/// The whole admission of a custom resource's create, in the version that its `apiVersion` names: pruning, defaults,
/// what the server sets, validation against the definition's schema.
public func admit(
    create object: Value, as kind: CustomKind, options: AdmissionOptions = AdmissionOptions()
) throws(AdmissionRefusal) -> Admitted {
    if object.metadata["resourceVersion"]?.isEmpty == false, !options.isDryRun {
        throw .badRequest("resourceVersion should not be set on objects to be created")
    }
    var object = object
    let generateName = object.metadata["generateName"]?.string ?? ""
    let isUnnamed = object.name.isEmpty && !generateName.isEmpty
    if isUnnamed { object.set(Value(generateName.prefix(58) + "xxxxx"), at: "metadata", "name") }
    var (prepared, warnings) = try read(object, kind, options)
    var metadata = prepared.metadata
    for name in ["creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "uid"] {
        metadata[name] = nil
    }
    metadata["generation"] = 1
    if !options.uid.isEmpty { metadata["uid"] = Value(options.uid) }
    if !kind.info.type.isNamespaced { metadata["namespace"] = nil }
    prepared["metadata"] = metadata
    if kind.info.hasStatus { prepared["status"] = nil }
    var validator = Validator()
    validator.metadata(
        FieldView(object: prepared)["metadata"], name: Names.dnsSubdomain, isNamespaced: kind.info.type.isNamespaced)
    var errors = validator.errors + contentErrors(prepared, kind)
    let rules = ruleErrors(prepared, over: nil, kind, after: errors)
    errors += rules.errors
    if isUnnamed { prepared.set(nil, at: "metadata", "name") }
    guard errors.isEmpty else { throw .invalid(prepared, errors) }
    warnings += rules.warnings + (kind.deprecation.map { [$0] } ?? [])
    return Admitted(object: prepared, warnings: warnings)
}

/// The whole admission of a custom resource's update. `old` is in the same version as `new`. What was wrong already and
/// is as it was does not stand in the way.
public func admit(
    update new: Value, over old: Value, as kind: CustomKind, options: AdmissionOptions = AdmissionOptions()
) throws(AdmissionRefusal) -> Admitted {
    var (object, warnings) = try read(new, kind, options)
    if options.subresource == "status" {
        var whole = old
        whole["status"] = object["status"]
        for name in ["resourceVersion", "managedFields"] {
            whole.set(object.metadata[name], at: "metadata", name)
        }
        object = whole
    } else {
        var metadata = object.metadata
        for name in ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"]
        where metadata[name] == nil || name.hasPrefix("deletion") { metadata[name] = old.metadata[name] }
        metadata["generation"] = old.metadata["generation"]
        if !kind.info.type.isNamespaced { metadata["namespace"] = nil }
        object["metadata"] = metadata
        if kind.info.hasStatus { object["status"] = old["status"] }
        if kind.changesGeneration(old, object) {
            object.set(Value(old.generation &+ 1), at: "metadata", "generation")
        }
    }
    var validator = Validator()
    validator.metadataUpdate(FieldView(object: object)["metadata"], FieldView(object: old)["metadata"])
    var errors = contentErrors(object, kind)
    if !errors.isEmpty {
        let before = Set(contentErrors(old, kind))
        errors.removeAll { before.contains($0) }
    }
    errors = validator.errors + errors
    let rules = ruleErrors(object, over: old, kind, after: errors)
    errors += rules.errors
    guard errors.isEmpty else { throw .invalid(object, errors) }
    warnings += rules.warnings + (kind.deprecation.map { [$0] } ?? [])
    return Admitted(object: object, warnings: warnings)
}

extension CustomKind {
    /// Whether a write counts as a new generation: anything but the metadata, and the status where that is written by
    /// itself.
    public func changesGeneration(_ old: Value, _ new: Value) -> Bool {
        func content(_ object: Value) -> Value {
            var object = object
            object["metadata"] = nil
            object["apiVersion"] = nil
            if info.hasStatus { object["status"] = nil }
            return object
        }
        return content(old) != content(new)
    }
}

/// Without the fields that the schema does not know, with its defaults; refused or warned about as asked.
private func read(
    _ object: Value, _ kind: CustomKind, _ options: AdmissionOptions
) throws(AdmissionRefusal) -> (Value, [String]) {
    var object = object
    var unknown: [String] = []
    if let metadata = object["metadata"], let structure = StructTable.shared.index["meta.v1.ObjectMeta"] {
        var decoder = StructDecoder(setsDefaults: true)
        object["metadata"] = decoder.decode(metadata, as: structure)
        if let problem = decoder.problem { throw .badRequest(cannotBeHandled(object, problem)) }
        unknown = decoder.unknownFields.map { "metadata.\($0)" }
    }
    if let structure = kind.structure {
        let pruned = structure.pruned(object: object)
        unknown = pruned.unknown + unknown
        object = structure.defaulted(pruned.object)
    }
    let said = unknown.map { "unknown field \($0.quotedAsGo)" }
    switch options.fieldValidation {
    case .strict where !said.isEmpty:
        throw .badRequest(cannotBeHandled(object, "strict decoding error: \(said.joined(separator: ", "))"))
    case .warn: return (object, said)
    default: return (object, [])
    }
}

/// What is wrong with everything but the metadata.
private func contentErrors(_ object: Value, _ kind: CustomKind) -> [FieldError] {
    guard let structure = kind.structure else { return [] }
    var errors = structure.check(object, .root).errors
    errors += scaleErrors(object, kind)
    errors += structure.checkStructure(object, .root)
    return errors
}

/// What the schema's rules in CEL say, where nothing is wrong that could mislead them; over the object as it was, where
/// it is being changed.
private func ruleErrors(
    _ object: Value, over old: Value?, _ kind: CustomKind, after errors: [FieldError]
) -> (errors: [FieldError], warnings: [String]) {
    guard let tree = kind.rules?.tree else { return ([], []) }
    let hides: Set<FieldError.ErrorType> = [.notSupported, .required, .tooLong, .tooMany, .typeInvalid]
    if errors.contains(where: { hides.contains($0.type) }) {
        let notice = FieldError(
            type: .invalid, field: "<nil>", badValue: "null",
            detail: "some validation rules were not checked because the object was invalid; correct the existing "
                + "errors to complete validation")
        return ([notice], [])
    }
    let run = RuleRun.run(tree, over: object, old: old)
    return (run.errors, run.warnings)
}

/// Replicas are whole numbers that are not negative, whatever the schema says.
private func scaleErrors(_ object: Value, _ kind: CustomKind) -> [FieldError] {
    guard let scale = kind.scale else { return [] }
    return [scale.spec, scale.status].compactMap { path in
        guard let value = object.at(path[...]), let number = value.int else { return nil }
        let field = path.joined(separator: ".")
        if number < 0 {
            return FieldError(
                type: .invalid, field: ".\(field)", value: value, detail: "should be a non-negative integer")
        }
        return number <= Int(Int32.max)
            ? nil
            : FieldError(
                type: .invalid, field: ".\(field)", value: value,
                detail: "should be less than or equal to \(Int32.max)")
    }
}

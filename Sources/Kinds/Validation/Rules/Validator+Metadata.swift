import Model

/// `ValidateObjectMeta` and what it is made of.
extension Validator {
    mutating func metadata(_ metadata: FieldView, name rule: Names.Rule, isNamespaced: Bool) {
        if !metadata["generateName"].isEmpty {
            check(metadata["generateName"], Names.prefix(rule, metadata["generateName"].string))
        }
        if metadata["name"].isEmpty {
            required(metadata["name"], "name or generateName is required")
        } else {
            check(metadata["name"], rule(metadata["name"].string))
        }
        if isNamespaced {
            if metadata["namespace"].isEmpty {
                required(metadata["namespace"])
            } else {
                check(metadata["namespace"], Names.dnsLabel(metadata["namespace"].string))
            }
        } else if !metadata["namespace"].isEmpty {
            forbidden(metadata["namespace"], "not allowed on this type")
        }
        nonNegative(metadata["generation"])
        labels(metadata["labels"])
        annotations(metadata["annotations"])
        ownerReferences(metadata["ownerReferences"])
        finalizers(metadata["finalizers"])
    }

    mutating func labels(_ labels: FieldView) {
        for (key, value) in labels.members {
            for message in Names.labelKey(key) { invalid(labels, shown: key.quotedAsGo, message) }
            let text = value.string ?? ""
            for message in Names.labelValue(text) { invalid(labels, shown: text.quotedAsGo, message) }
        }
    }

    mutating func annotations(_ annotations: FieldView) {
        var size = 0
        for (key, value) in annotations.members {
            for message in Names.qualifiedName(key.lowercased()) {
                invalid(annotations, shown: key.quotedAsGo, message)
            }
            size += key.utf8.count + (value.string?.utf8.count ?? 0)
        }
        if size > 256 << 10 { tooLong(annotations, bytes: 256 << 10) }
    }

    private mutating func ownerReferences(_ references: FieldView) {
        var controllers = 0
        for reference in references.items {
            if reference["apiVersion"].isEmpty { invalid(reference["apiVersion"], "version must not be empty") }
            for (name, words) in [
                ("kind", "must not be empty"), ("name", "must not be empty"), ("uid", "must not be empty"),
            ]
            where reference[name].isEmpty { invalid(reference[name], words) }
            if reference["controller"].bool { controllers += 1 }
        }
        if controllers > 1 {
            invalid(references, "Only one reference can have Controller set to true.")
        }
    }

    private mutating func finalizers(_ finalizers: FieldView) {
        let standard = ["foregroundDeletion", "orphan", "kubernetes"]
        for finalizer in finalizers.items {
            let name = finalizer.string
            check(finalizer, Names.qualifiedName(name))
            if !name.contains("/"), !standard.contains(name) {
                invalid(finalizer, "name is neither a standard finalizer name nor is it fully qualified")
            }
        }
    }

    /// What an update may not change of the metadata.
    mutating func metadataUpdate(_ new: FieldView, _ old: FieldView) {
        if old["deletionTimestamp"].exists {
            let before = Set(old["finalizers"].items.map(\.string))
            let added = new["finalizers"].items.map(\.string).filter { !before.contains($0) }
            if !added.isEmpty {
                forbidden(
                    new["finalizers"],
                    "no new finalizers can be added if the object is being deleted, found new finalizers "
                        + "[]string{\(added.map(\.quotedAsGo).joined(separator: ", "))}")
            }
        }
        for name in ["name", "namespace", "uid", "creationTimestamp"] { immutable(new[name], old[name]) }
        if new["generation"].int < old["generation"].int { invalid(new["generation"], "must not be decremented") }
        labels(new["labels"])
        annotations(new["annotations"])
        ownerReferences(new["ownerReferences"])
    }
}

import Model

/// What may be changed of a pod that exists.
extension Validator {
    mutating func podUpdate(_ new: FieldView, _ old: FieldView) {
        for list in ["containers", "initContainers"] where new[list].count != old[list].count {
            forbidden(new[list], "pod updates may not add or remove containers")
            return
        }
        var allowed = new.value ?? .emptyObject
        let was = old.value ?? .emptyObject
        for list in ["containers", "initContainers"] {
            guard let containers = allowed[list]?.array, let before = was[list]?.array else { continue }
            allowed[list] = Value(
                zip(containers, before).map { container, former in
                    var container = container
                    container["image"] = former["image"]
                    return container
                })
        }
        deadline(new["activeDeadlineSeconds"], old["activeDeadlineSeconds"])
        allowed["activeDeadlineSeconds"] = was["activeDeadlineSeconds"]
        if old["terminationGracePeriodSeconds"].int < 0, new["terminationGracePeriodSeconds"].int == 1 {
            allowed["terminationGracePeriodSeconds"] = was["terminationGracePeriodSeconds"]
        }
        onlyAdds(new["tolerations"], old["tolerations"])
        allowed["tolerations"] = was["tolerations"]
        if old["schedulingGates"].count > 0 {
            // A pod that waits at its gates may still be placed elsewhere, and the gates may open.
            for name in ["schedulingGates", "nodeSelector", "affinity"] { allowed[name] = was[name] }
        }
        if old["nodeName"].isEmpty { allowed["nodeName"] = was["nodeName"] }
        guard allowed != was else { return }
        forbidden(
            new,
            "pod updates may not change fields other than `spec.containers[*].image`,"
                + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to "
                + "existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was "
                + "previously negative)\n"
                + unifiedDiff(GoDump.lines(was, "PodSpec"), GoDump.lines(allowed, "PodSpec")))
    }

    private mutating func deadline(_ new: FieldView, _ old: FieldView) {
        guard let number = new.value?.int else {
            if old.exists { invalid(new, shown: "null", "must not update from a positive integer to nil value") }
            return
        }
        if number < 0 || number > Int(Int32.max) {
            invalid(new, "must be between 0 and 2147483647, inclusive")
        } else if let before = old.value?.int, before < number {
            invalid(new, "must be less than or equal to previous value")
        }
    }

    private mutating func onlyAdds(_ new: FieldView, _ old: FieldView) {
        let now = new.value?.elements ?? []
        func withoutSeconds(_ toleration: Value) -> Value {
            var toleration = toleration
            toleration["tolerationSeconds"] = nil
            return toleration
        }
        for toleration in old.value?.elements ?? []
        where !now.contains(where: { withoutSeconds($0) == withoutSeconds(toleration) }) {
            forbidden(new, "existing toleration can not be modified except its tolerationSeconds")
            return
        }
    }
}

import Model

/// Deployments, ReplicaSets, ReplicationControllers, StatefulSets and DaemonSets.
extension Validator {
    /// The selector, the template and whether the one selects the other's pods.
    mutating func selected(_ spec: FieldView, kind: String, requiresSelector: Bool = true) {
        let selector = spec["selector"]
        if !selector.exists {
            required(selector)
        } else {
            labelSelector(selector)
            if LabelMatch.isEmpty(selector.value) {
                invalid(
                    selector, shown: LabelMatch.shown(selector.value), "empty selector is invalid for \(kind)")
            }
        }
    }

    mutating func template(_ spec: FieldView, owner: String) {
        let selector = spec["selector"]
        guard LabelMatch.isValid(selector.value) else {
            invalid(selector, shown: LabelMatch.shown(selector.value), "invalid label selector")
            return
        }
        let template = spec["template"]
        if !(selector.exists && LabelMatch.isEmpty(selector.value)) {
            selects(LabelMatch.matches(selector.value, template["metadata"]["labels"].members), template)
        }
        podTemplate(template, claims: Set(spec["volumeClaimTemplates"].items.map { $0["metadata"]["name"].string }))
        alwaysRestarts(template, owner)
    }

    private mutating func selects(_ matches: Bool, _ template: FieldView) {
        let labels = template["metadata"]["labels"]
        if !matches {
            invalid(labels, shown: FieldError.shown(labels.value), "`selector` does not match template `labels`")
        }
    }

    mutating func alwaysRestarts(_ template: FieldView, _ owner: String) {
        let policy = template["spec"]["restartPolicy"]
        if policy.string != "Always" { notSupported(policy, ["Always"]) }
        if template["spec"]["activeDeadlineSeconds"].exists {
            forbidden(
                template["spec"]["activeDeadlineSeconds"], "activeDeadlineSeconds in \(owner) is not Supported")
        }
    }

    mutating func deployment(_ spec: FieldView) {
        nonNegative(spec["replicas"])
        selected(spec, kind: "deployment")
        template(spec, owner: "ReplicaSet")
        let strategy = spec["strategy"]
        switch strategy["type"].string {
        case "Recreate":
            if strategy["rollingUpdate"].exists {
                forbidden(
                    strategy["rollingUpdate"], "may not be specified when strategy `type` is 'Recreate'")
            }
        case "RollingUpdate": rollingUpdate(strategy["rollingUpdate"])
        default:
            notSupported(
                strategy, shown: GoDump.text(strategy.value, "DeploymentStrategy"), ["Recreate", "RollingUpdate"])
        }
        nonNegative(spec["minReadySeconds"])
        nonNegative(spec["revisionHistoryLimit"])
        if let deadline = spec["progressDeadlineSeconds"].value?.int {
            nonNegative(spec["progressDeadlineSeconds"])
            if deadline <= spec["minReadySeconds"].int {
                invalid(spec["progressDeadlineSeconds"], "must be greater than minReadySeconds")
            }
        }
    }

    private mutating func rollingUpdate(_ update: FieldView) {
        intOrPercent(update["maxUnavailable"])
        intOrPercent(update["maxSurge"])
        if Validator.amount(update["maxUnavailable"]) == 0, Validator.amount(update["maxSurge"]) == 0 {
            invalid(update["maxUnavailable"], "may not be 0 when `maxSurge` is 0")
        }
        atMostAll(update["maxUnavailable"])
    }

    mutating func intOrPercent(_ field: FieldView) {
        if let text = field.value?.string {
            check(field, Names.percent(text))
        } else {
            nonNegative(field)
        }
    }

    mutating func atMostAll(_ field: FieldView) {
        guard field.value?.string != nil, let percent = Validator.percent(field), percent > 100 else { return }
        invalid(field, "must not be greater than 100%")
    }

    /// The number, or the number before the percent sign; what is neither counts as 0.
    static func amount(_ field: FieldView) -> Int { field.value?.int ?? percent(field) ?? 0 }

    private static func percent(_ field: FieldView) -> Int? {
        guard let text = field.value?.string, text.hasSuffix("%") else { return nil }
        return Int(text.dropLast())
    }

    mutating func replicaSet(_ spec: FieldView) {
        nonNegative(spec["replicas"])
        nonNegative(spec["minReadySeconds"])
        selected(spec, kind: "replicaset")
        template(spec, owner: "ReplicaSet")
    }

    mutating func replicationController(_ spec: FieldView) {
        nonNegative(spec["minReadySeconds"])
        let selector = spec["selector"]
        if selector.isEmpty { required(selector) }
        nonNegative(spec["replicas"])
        let template = spec["template"]
        if !template.exists {
            required(template)
            return
        }
        if !selector.isEmpty {
            let labels = template["metadata"]["labels"].members
            selects(selector.members.allSatisfy { labels[$0.key] == $0.value }, template)
        }
        podTemplate(template)
        alwaysRestarts(template, "ReplicationController")
    }

    mutating func statefulSet(_ spec: FieldView) {
        switch spec["podManagementPolicy"].string {
        case "": required(spec["podManagementPolicy"])
        case "OrderedReady", "Parallel": break
        default: invalid(spec["podManagementPolicy"], "must be 'OrderedReady' or 'Parallel'")
        }
        let strategy = spec["updateStrategy"]
        switch strategy["type"].string {
        case "": required(strategy)
        case "OnDelete":
            if strategy["rollingUpdate"].exists {
                invalid(
                    strategy["rollingUpdate"],
                    shown: GoDump.text(strategy["rollingUpdate"].value, "RollingUpdateStatefulSet"),
                    "only allowed for updateStrategy 'RollingUpdate'")
            }
        case "RollingUpdate":
            nonNegative(strategy["rollingUpdate"]["partition"])
            let unavailable = strategy["rollingUpdate"]["maxUnavailable"]
            if unavailable.exists {
                intOrPercent(unavailable)
                if Validator.amount(unavailable) == 0 { invalid(unavailable, "cannot be 0") }
                atMostAll(unavailable)
            }
        default:
            invalid(
                strategy, shown: GoDump.text(strategy.value, "StatefulSetUpdateStrategy"),
                "must be 'RollingUpdate' or 'OnDelete'")
        }
        for name in ["whenDeleted", "whenScaled"] {
            oneOf(spec["persistentVolumeClaimRetentionPolicy"][name], ["Delete", "Retain"])
        }
        nonNegative(spec["replicas"])
        nonNegative(spec["minReadySeconds"])
        nonNegative(spec["ordinals"]["start"])
        selected(spec, kind: "statefulset")
        template(spec, owner: "StatefulSet")
        nonNegative(spec["revisionHistoryLimit"])
    }

    mutating func daemonSet(_ spec: FieldView) {
        let selector = spec["selector"]
        labelSelector(selector)
        let template = spec["template"]
        if LabelMatch.isValid(selector.value), !(selector.exists && LabelMatch.isEmpty(selector.value)) {
            selects(LabelMatch.matches(selector.value, template["metadata"]["labels"].members), template)
        }
        if selector.exists, LabelMatch.isEmpty(selector.value) {
            invalid(selector, shown: LabelMatch.shown(selector.value), "empty selector is invalid for daemonset")
        }
        podTemplate(template)
        alwaysRestarts(template, "DaemonSet")
        nonNegative(spec["minReadySeconds"])
        daemonSetStrategy(spec["updateStrategy"])
        nonNegative(spec["revisionHistoryLimit"])
    }

    private mutating func daemonSetStrategy(_ strategy: FieldView) {
        switch strategy["type"].string {
        case "OnDelete": break
        case "RollingUpdate":
            let update = strategy["rollingUpdate"]
            if !update.exists {
                required(update)
                return
            }
            intOrPercent(update["maxUnavailable"])
            intOrPercent(update["maxSurge"])
            let hasUnavailable = Validator.amount(update["maxUnavailable"]) != 0
            let hasSurge = Validator.amount(update["maxSurge"]) != 0
            if hasUnavailable, hasSurge {
                invalid(update["maxSurge"], "may not be set when maxUnavailable is non-zero")
            } else if !hasUnavailable, !hasSurge {
                required(update["maxUnavailable"], "cannot be 0 when maxSurge is 0")
            }
            atMostAll(update["maxUnavailable"])
            atMostAll(update["maxSurge"])
        default: notSupported(strategy["type"], ["OnDelete", "RollingUpdate"])
        }
    }

    mutating func statefulSetUpdate(_ new: FieldView, _ old: FieldView) {
        func fixed(_ spec: Value?) -> Value {
            var spec = spec ?? .emptyObject
            for name in [
                "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
                "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
            ] { spec[name] = nil }
            return spec
        }
        if fixed(new.value) != fixed(old.value) {
            forbidden(
                new,
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
                    + "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
                    + "'minReadySeconds' are forbidden")
        }
    }

    mutating func immutableSelector(_ new: FieldView, _ old: FieldView) {
        if new.value != old.value {
            invalid(new, shown: LabelMatch.shown(new.value), "field is immutable")
        }
    }
}

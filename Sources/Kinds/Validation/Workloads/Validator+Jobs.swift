import Model

/// Jobs and CronJobs.
extension Validator {
    mutating func job(_ object: FieldView) {
        let spec = object["spec"]
        jobSpec(spec)
        generatedSelector(object)
        let template = spec["template"]
        if spec["selector"].exists, LabelMatch.isValid(spec["selector"].value),
            !LabelMatch.matches(spec["selector"].value, template["metadata"]["labels"].members)
        {
            let labels = template["metadata"]["labels"]
            invalid(labels, shown: FieldError.shown(labels.value), "`selector` does not match template `labels`")
        }
        if spec["completionMode"].string == "Indexed", let completions = spec["completions"].value?.int,
            completions > 0
        {
            let lastPod = "\(object["metadata"]["name"].string)-\(completions - 1)"
            if lastPod.utf8.count > 63 {
                invalid(
                    object["metadata"]["name"],
                    "will not able to create pod with invalid DNS label: \(lastPod): "
                        + "must be no more than 63 characters")
            }
        }
    }

    mutating func jobSpec(_ spec: FieldView) {
        for name in [
            "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished",
            "backoffLimitPerIndex", "maxFailedIndexes",
        ] { nonNegative(spec[name]) }
        if spec["completionMode"].exists {
            oneOf(spec["completionMode"], ["Indexed", "NonIndexed"])
            if spec["completionMode"].string == "Indexed", !spec["completions"].exists {
                required(spec["completions"], "when completion mode is Indexed")
            }
        }
        if spec["backoffLimitPerIndex"].exists, spec["completionMode"].string != "Indexed" {
            invalid(spec["backoffLimitPerIndex"], "requires indexed completion mode")
        }
        if spec["podReplacementPolicy"].exists {
            oneOf(spec["podReplacementPolicy"], ["Failed", "TerminatingOrFailed"])
        }
        podTemplate(spec["template"])
        let policy = spec["template"]["spec"]["restartPolicy"]
        if policy.string.isEmpty || policy.string == "Always" {
            required(policy, "valid values: \"OnFailure\", \"Never\"")
        } else if policy.string != "OnFailure", policy.string != "Never" {
            notSupported(policy, ["OnFailure", "Never"])
        }
    }

    /// A selector that the server makes must be the one that it made.
    private mutating func generatedSelector(_ object: FieldView) {
        let spec = object["spec"]
        if spec["manualSelector"].bool { return }
        let uid = object["metadata"]["uid"].string
        let template = spec["template"]["metadata"]["labels"]
        let expected = [
            ("batch.kubernetes.io/controller-uid", uid),
            ("batch.kubernetes.io/job-name", object["metadata"]["name"].string),
        ]
        for (key, value) in expected where template.members[key]?.string != value {
            invalid(spec["template"]["metadata"]["labels"].key(key), "must be '\(value)'")
        }
        let wanted: Value = ["matchLabels": ["batch.kubernetes.io/controller-uid": Value(uid)]]
        let legacy: Value = ["matchLabels": ["controller-uid": Value(uid)]]
        if let selector = spec["selector"].value, selector != wanted, selector != legacy {
            invalid(spec["selector"], shown: LabelMatch.shown(selector), "`selector` not auto-generated")
        }
    }

    mutating func jobUpdate(_ new: FieldView, _ old: FieldView) {
        let (spec, was) = (new["spec"], old["spec"])
        if spec["completions"].value != was["completions"].value {
            let isElastic =
                spec["completionMode"].string == "Indexed"
                && spec["completions"].value == spec["parallelism"].value
                && was["completions"].value == was["parallelism"].value
            if !isElastic { invalid(spec["completions"], "field is immutable") }
        }
        if spec["selector"].value != was["selector"].value {
            invalid(spec["selector"], shown: LabelMatch.shown(spec["selector"].value), "field is immutable")
        }
        jobTemplateUpdate(spec, was, status: old["status"])
        for name in ["completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"] {
            immutable(spec[name], was[name])
        }
    }

    /// A job that is suspended and has not started may still be placed elsewhere.
    private mutating func jobTemplateUpdate(_ spec: FieldView, _ was: FieldView, status: FieldView) {
        func compared(_ template: FieldView) -> Value {
            var value = template.value ?? .emptyObject
            guard was["suspend"].bool, !status["startTime"].exists else { return value }
            for name in ["nodeSelector", "affinity", "tolerations", "schedulingGates"] {
                value.set(nil, at: "spec", name)
            }
            for name in ["labels", "annotations"] { value.set(nil, at: "metadata", name) }
            return value
        }
        if compared(spec["template"]) != compared(was["template"]) {
            invalid(spec["template"], shown: podTemplateText(spec["template"].value), "field is immutable")
        }
    }

    mutating func cronJob(_ spec: FieldView) {
        if spec["schedule"].isEmpty {
            required(spec["schedule"])
        } else {
            if let problem = CronSchedule.problem(spec["schedule"].string) { invalid(spec["schedule"], problem) }
            if spec["schedule"].string.contains("TZ") {
                invalid(
                    spec["schedule"],
                    "cannot use TZ or CRON_TZ in schedule, use timeZone field instead")
            }
        }
        nonNegative(spec["startingDeadlineSeconds"])
        if spec["timeZone"].exists { timeZone(spec["timeZone"]) }
        switch spec["concurrencyPolicy"].string {
        case "": required(spec["concurrencyPolicy"])
        default: oneOf(spec["concurrencyPolicy"], ["Allow", "Forbid", "Replace"])
        }
        let job = spec["jobTemplate"]
        jobSpec(job["spec"])
        if job["spec"]["manualSelector"].bool {
            notSupported(job["spec"]["manualSelector"], shown: "true", ["nil", "false"])
        }
        nonNegative(spec["successfulJobsHistoryLimit"])
        nonNegative(spec["failedJobsHistoryLimit"])
    }

    private mutating func timeZone(_ zone: FieldView) {
        let text = zone.string
        if text.isEmpty {
            invalid(zone, "timeZone must be nil or non-empty string")
        } else if text.lowercased() == "local" {
            invalid(zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones")
        } else if !TimeZones.isKnown(text) {
            invalid(zone, "unknown time zone \(text)")
        }
    }
}

/// A pod template as messages show it: metadata by JSON names, the spec by Go's.
func podTemplateText(_ template: Value?) -> String {
    let metadata = template?["metadata"]
    var parts: [String] = []
    for name in ["name", "generateName", "namespace"] {
        if let text = metadata?[name]?.string, !text.isEmpty { parts.append("\"\(name)\":\(GoDump.escaped(text))") }
    }
    for name in ["labels", "annotations"] {
        guard let members = metadata?[name]?.object, !members.isEmpty else { continue }
        parts.append("\"\(name)\":\(GoDump.text(Value(members), ""))")
    }
    parts.append("\"Spec\":\(GoDump.text(template?["spec"], "PodSpec"))")
    return "{\(parts.joined(separator: ","))}"
}

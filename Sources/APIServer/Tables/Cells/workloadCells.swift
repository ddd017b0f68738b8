import Model

let deploymentCells: CellWriter = { object, now in
    [
        name(object), Value("\(object.status["readyReplicas"]?.int ?? 0)/\(object.spec["replicas"]?.int ?? 0)"),
        number(object.status["updatedReplicas"]), number(object.status["availableReplicas"]), ageCell(object, now),
    ] + containerCells(object.at("spec", "template", "spec")) + [Value(selectorText(object.spec["selector"]))]
}

let replicaSetCells: CellWriter = { object, now in
    [
        name(object), number(object.spec["replicas"]), number(object.status["replicas"]),
        number(object.status["readyReplicas"]), ageCell(object, now),
    ] + containerCells(object.at("spec", "template", "spec")) + [Value(selectorText(object.spec["selector"]))]
}

/// Like a ReplicaSet's, with a selector of plain labels.
let replicationControllerCells: CellWriter = { object, now in
    replicaSetCells(object, now).dropLast() + [Value(labelsText(object.spec["selector"]))]
}

let statefulSetCells: CellWriter = { object, now in
    [
        name(object), Value("\(object.status["readyReplicas"]?.int ?? 0)/\(object.spec["replicas"]?.int ?? 0)"),
        ageCell(object, now),
    ] + containerCells(object.at("spec", "template", "spec"))
}

let daemonSetCells: CellWriter = { object, now in
    let status = object.status
    return [
        name(object), number(status["desiredNumberScheduled"]), number(status["currentNumberScheduled"]),
        number(status["numberReady"]), number(status["updatedNumberScheduled"]), number(status["numberAvailable"]),
        Value(labelsText(object.at("spec", "template", "spec", "nodeSelector"))), ageCell(object, now),
    ] + containerCells(object.at("spec", "template", "spec")) + [Value(selectorText(object.spec["selector"]))]
}

let controllerRevisionCells: CellWriter = { object, now in
    let owner = object.metadata["ownerReferences"]?.elements.first { $0["controller"]?.bool == true }
    var controller = "<none>"
    if let owner {
        let group = owner["apiVersion"]?.string?.split(separator: "/").dropLast().first ?? ""
        let kind = (owner["kind"]?.string ?? "").lowercased()
        controller = (group.isEmpty ? kind : "\(kind).\(group)") + "/\(owner["name"]?.string ?? "")"
    }
    return [name(object), Value(controller), number(object["revision"]), ageCell(object, now)]
}

/// Name, Status, Completions, Duration, Age, Containers, Images, Selector.
let jobCells: CellWriter = { job, now in
    let succeeded = job.status["succeeded"]?.int ?? 0
    let completions: String
    if let wanted = job.spec["completions"]?.int {
        completions = "\(succeeded)/\(wanted)"
    } else {
        let parallelism = job.spec["parallelism"]?.int ?? 0
        completions = parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
    }
    return [
        name(job), Value(jobStatus(job)), Value(completions), Value(jobDuration(job, now)), ageCell(job, now),
    ] + containerCells(job.at("spec", "template", "spec")) + [Value(selectorText(job.spec["selector"]))]
}

private func jobStatus(_ job: Value) -> String {
    if isTrue("Complete", of: job) { return "Complete" }
    if isTrue("Failed", of: job) { return "Failed" }
    if job.isBeingDeleted { return "Terminating" }
    return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].first { isTrue($0, of: job) } ?? "Running"
}

private func jobDuration(_ job: Value, _ now: Instant) -> String {
    guard let start = job.status["startTime"]?.string.flatMap({ Instant($0) }) else { return "" }
    return humanDuration((job.status["completionTime"]?.string.flatMap { Instant($0) } ?? now) - start)
}

/// Name, Schedule, Timezone, Suspend, Active, Last Schedule, Age, Containers, Images, Selector.
let cronJobCells: CellWriter = { object, now in
    let last = object.status["lastScheduleTime"]?.string
    return [
        name(object), text(object.spec["schedule"]), text(object.spec["timeZone"], or: "<none>"),
        flag(object.spec["suspend"], or: "<unset>"), count(object.status["active"]),
        Value(last == nil ? "<none>" : age(since: last, at: now)), ageCell(object, now),
    ] + containerCells(object.at("spec", "jobTemplate", "spec", "template", "spec"))
        + [Value(selectorText(object.at("spec", "jobTemplate", "spec", "selector")))]
}

let disruptionBudgetCells: CellWriter = { object, now in
    func limit(_ value: Value?) -> Value { value.map { Value($0.string ?? $0.json) } ?? "N/A" }
    return [
        name(object), limit(object.spec["minAvailable"]), limit(object.spec["maxUnavailable"]),
        number(object.status["disruptionsAllowed"]), ageCell(object, now),
    ]
}

/// Name, Reference, Targets, MinPods, MaxPods, Replicas, Age.
let autoscalerCells: CellWriter = { object, now in
    let target = object.spec["scaleTargetRef"]
    return [
        name(object), Value("\(target?["kind"]?.string ?? "")/\(target?["name"]?.string ?? "")"),
        Value(autoscalerTargets(object)), Value(object.spec["minReplicas"]?.int.map(String.init) ?? "<unset>"),
        Value("\(object.spec["maxReplicas"]?.int ?? 0)"), Value("\(object.status["currentReplicas"]?.int ?? 0)"),
        ageCell(object, now),
    ]
}

private func autoscalerTargets(_ object: Value) -> String {
    if let percent = object.spec["targetCPUUtilizationPercentage"]?.int {
        let current = object.status["currentCPUUtilizationPercentage"]?.int.map { "\($0)%" } ?? "<unknown>"
        return "cpu: \(current)/\(percent)%"
    }
    let metrics = object.spec["metrics"]?.elements ?? []
    if metrics.isEmpty { return "<none>" }
    let current = object.status["currentMetrics"]?.elements ?? []
    let shown = metrics.prefix(2).enumerated().map { index, metric in
        metricText(metric, current.indices.contains(index) ? current[index] : .null)
    }
    let text = shown.joined(separator: ", ")
    return metrics.count > 2 ? "\(text) + \(metrics.count - 2) more..." : text
}

/// `cpu: 12%/80%`, `memory: <unknown>/1Gi`, `10/100 (avg)`.
private func metricText(_ metric: Value, _ current: Value) -> String {
    let type = metric["type"]?.string ?? ""
    let field = type.prefix(1).lowercased() + type.dropFirst()
    let target = metric.at(field, "target") ?? .emptyObject
    let now = current.at(field, "current") ?? .emptyObject
    let label = type == "Resource" || type == "ContainerResource" ? "\(metric.at(field, "name")?.string ?? ""): " : ""
    if let percent = target["averageUtilization"]?.int {
        return "\(label)\(now["averageUtilization"]?.int.map { "\($0)%" } ?? "<unknown>")/\(percent)%"
    }
    let isAverage = target["averageValue"] != nil
    let wanted = (target["averageValue"] ?? target["value"])?.string ?? "<auto>"
    let found = now[isAverage ? "averageValue" : "value"]?.string ?? "<unknown>"
    let suffix = isAverage && (type == "Object" || type == "External") ? " (avg)" : ""
    return "\(label)\(found)/\(wanted)\(suffix)"
}

import Model

/// Name, Status, Roles, Age, Version, Internal-IP, External-IP, OS-Image, Kernel-Version, Container-Runtime.
let nodeCells: CellWriter = { node, now in
    var status = ["Unknown"]
    if let ready = condition("Ready", of: node) {
        status = [ready["status"]?.string == "True" ? "Ready" : "NotReady"]
    }
    if node.spec["unschedulable"]?.bool == true { status.append("SchedulingDisabled") }
    let info = node.status["nodeInfo"]
    func address(_ type: String) -> Value? {
        node.status["addresses"]?.elements.first { $0["type"]?.string == type }?["address"]
    }
    return [
        name(node), Value(status.joined(separator: ",")), Value(roles(of: node)), ageCell(node, now),
        text(info?["kubeletVersion"]), text(address("InternalIP"), or: "<none>"),
        text(address("ExternalIP"), or: "<none>"),
        text(info?["osImage"], or: "<unknown>"), text(info?["kernelVersion"], or: "<unknown>"),
        text(info?["containerRuntimeVersion"], or: "<unknown>"),
    ]
}

private func roles(of node: Value) -> String {
    let prefix = "node-role.kubernetes.io/"
    var roles = node.labels.compactMap { $0.key.hasPrefix(prefix) ? String($0.key.dropFirst(prefix.count)) : nil }
    if let role = node.label("kubernetes.io/role"), !role.isEmpty { roles.append(role) }
    roles.removeAll(where: \.isEmpty)
    return roles.isEmpty ? "<none>" : Set(roles).sorted().joined(separator: ",")
}

/// Last Seen, Type, Reason, Object, Subobject, Source, Message, First Seen, Count, Name; of either group's events.
let eventCells: CellWriter = { event, now in
    let regarding = event["involvedObject"] ?? event["regarding"]
    let source = event["source"] ?? event["deprecatedSource"]
    let series = event["series"]
    let first =
        event["firstTimestamp"]?.string ?? event["deprecatedFirstTimestamp"]?.string ?? event["eventTime"]?.string
    let last =
        series?["lastObservedTime"]?.string ?? event["lastTimestamp"]?.string
        ?? event["deprecatedLastTimestamp"]?.string ?? first
    let times = series?["count"]?.int ?? event["count"]?.int ?? event["deprecatedCount"]?.int ?? 1
    let kind = (regarding?["kind"]?.string ?? "").lowercased()
    let target = regarding?["name"]?.string ?? ""
    let component =
        source?["component"]?.string ?? event["reportingComponent"]?.string ?? event["reportingController"]?.string
        ?? ""
    let host = source?["host"]?.string ?? ""
    let message = event["message"]?.string ?? event["note"]?.string ?? ""
    return [
        Value(age(since: last, at: now)), text(event["type"]), text(event["reason"]),
        Value(target.isEmpty ? kind : "\(kind)/\(target)"), text(regarding?["fieldPath"]),
        Value(host.isEmpty ? component : "\(component), \(host)"), Value(trimmedText(message)),
        Value(age(since: first, at: now)),
        Value(max(times, 1)), name(event),
    ]
}

private func trimmedText(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    return String(String(text.drop(while: isBlank)).reversed().drop(while: isBlank).reversed())
}

/// Name, Request, Limit, Age.
let quotaCells: CellWriter = { quota, now in
    var requests: [String] = []
    var limits: [String] = []
    for (resource, hard) in quota.at("status", "hard")?.members ?? Members() {
        let used = quota.at("status", "used", resource)?.string ?? "0"
        let line = "\(resource): \(used)/\(hard.string ?? hard.json)"
        if resource.hasPrefix("limits") { limits.append(line) } else { requests.append(line) }
    }
    return [
        name(quota), Value(requests.joined(separator: ", ")), Value(limits.joined(separator: ", ")),
        ageCell(quota, now),
    ]
}

/// Name, Role, Age, Users, Groups, ServiceAccounts.
let bindingCells: CellWriter = { binding, now in
    let subjects = binding["subjects"]?.elements ?? []
    func named(_ kind: String) -> Value {
        Value(
            subjects.filter { $0["kind"]?.string == kind }.map { subject in
                let own = subject["name"]?.string ?? ""
                return kind == "ServiceAccount" ? "\(subject["namespace"]?.string ?? "")/\(own)" : own
            }.joined(separator: ", "))
    }
    let role = binding["roleRef"]
    return [
        name(binding), Value("\(role?["kind"]?.string ?? "")/\(role?["name"]?.string ?? "")"), ageCell(binding, now),
        named("User"), named("Group"), named("ServiceAccount"),
    ]
}

let apiServiceCells: CellWriter = { object, now in
    let service = object.spec["service"]
    let available = condition("Available", of: object)
    var text = available?["status"]?.string ?? "Unknown"
    if text != "True", let reason = available?["reason"]?.string { text += " (\(reason))" }
    let target = service.map { "\($0["namespace"]?.string ?? "")/\($0["name"]?.string ?? "")" } ?? "Local"
    return [name(object), Value(target), Value(text), ageCell(object, now)]
}

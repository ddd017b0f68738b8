import Model

/// The applications as a person reads them; from the JSON shape, so that it is the same wherever it comes from.
func statusText(_ applications: Value) -> String {
    if applications.elements.isEmpty { return "No applications.\n" }
    var table = TextTable("APPLICATION", "STATE", "HEALTH", "REVISION", "TIP", "OBJECTS", "SINCE")
    var notes: [String] = []
    for application in applications.elements {
        let state = application["state"]?.string ?? ""
        let health = application["health"]?.string ?? ""
        let objects = application["objects"]
        table.add(
            application["name"]?.string ?? "", tone(ofState: state).paint(state), tone(ofHealth: health).paint(health),
            short(application["revision"]), short(application["tip"]),
            "\(objects?["healthy"]?.int ?? 0)/\(objects?["total"]?.int ?? 0)", application["since"]?.string ?? "")
        let name = application["name"]?.string ?? ""
        let rejected = application["rejected"] ?? .null
        if rejected.isObject {
            notes.append("\(name): rejected \(short(rejected["revision"])): \(rejected["reason"]?.string ?? "")")
        }
        if let reason = application["reason"]?.string, !reason.isEmpty, reason != rejected["reason"]?.string {
            notes.append("\(name): \(reason)")
        }
        if let reason = application["healthReason"]?.string, !reason.isEmpty { notes.append("\(name): \(reason)") }
        for notice in application["notices"]?.elements ?? [] { notes.append("\(name): \(notice.string ?? "")") }
        for drift in application["drift"]?.elements ?? [] {
            let manager = drift["manager"]?.string ?? ""
            notes.append(
                "\(name): drift: \(drift["object"]?.string ?? "") \(drift["field"]?.string ?? "")"
                    + (manager.isEmpty ? "" : " (by \(manager))"))
        }
    }
    return table.text + (notes.isEmpty ? "" : "\n" + notes.joined(separator: "\n") + "\n")
}

func short(_ revision: Value?) -> String {
    let text = revision?.string ?? ""
    return text.isEmpty ? "–" : String(text.prefix(8))
}

func tone(ofState state: String) -> Tone {
    switch state {
    case "Synced", "Committed", "applied": .good
    case "Progressing", "OutOfSync", "Suspended", "Unknown", "Running", "undone": .busy
    default: .bad
    }
}

func tone(ofHealth health: String) -> Tone {
    switch health {
    case "Healthy": .good
    case "Degraded": .bad
    default: .busy
    }
}

import Model

/// Transactions as a person reads them, newest first.
func historyText(_ transactions: Value) -> String {
    if transactions.elements.isEmpty { return "No transactions.\n" }
    var table = TextTable(
        "ID", "APPLICATION", "KIND", "FROM", "TO", "OUTCOME", "STEPS", "TRIGGER", "STARTED", "MESSAGE")
    var notes: [String] = []
    for entry in transactions.elements {
        let outcome = entry["outcome"]?.string ?? ""
        let message = (entry["message"]?.string ?? "").split(separator: "\n").first.map(String.init) ?? ""
        table.add(
            entry["id"]?.string ?? "", entry["application"]?.string ?? "", entry["kind"]?.string ?? "",
            short(entry["from"]), short(entry["to"]), tone(ofState: outcome).paint(outcome),
            String(entry["steps"]?.elements.count ?? 0), entry["trigger"]?.string ?? "",
            entry["startedAt"]?.string ?? "", message)
        if outcome == "Running" || outcome == "Stuck", let reason = entry["reason"]?.string, !reason.isEmpty {
            notes.append("\(entry["id"]?.string ?? ""): \(reason)")
        }
    }
    return table.text + (notes.isEmpty ? "" : "\n" + notes.joined(separator: "\n") + "\n")
}

/// One transaction with everything it did.
func transactionText(_ entry: Value) -> String {
    let outcome = entry["outcome"]?.string ?? ""
    var lines = [
        "Transaction \(entry["id"]?.string ?? "") of \(entry["application"]?.string ?? ""): "
            + tone(ofState: outcome).paint(outcome),
        "  kind      \(entry["kind"]?.string ?? "")",
        "  revision  \(short(entry["from"])) → \(short(entry["to"]))",
        "  author    \(entry["author"]?.string ?? "")",
        "  message   \((entry["message"]?.string ?? "").split(separator: "\n").first.map(String.init) ?? "")",
        "  trigger   \(entry["trigger"]?.string ?? "") (\(entry["actor"]?.string ?? ""))",
        "  started   \(entry["startedAt"]?.string ?? "")",
        "  finished  \(entry["finishedAt"]?.string ?? "–")",
    ]
    if let reason = entry["reason"]?.string, !reason.isEmpty { lines.append("  reason    \(reason)") }
    for step in entry["steps"]?.elements ?? [] {
        let result = step["result"]?.string ?? ""
        lines.append("")
        lines.append(
            "  \(step["action"]?.string ?? "") \(step["object"]?.string ?? "")"
                + (result.isEmpty ? "" : ": \(tone(ofState: result).paint(result))"))
        if let reason = step["reason"]?.string, !reason.isEmpty { lines.append("    \(reason)") }
        for change in step["changes"]?.elements ?? [] {
            let before = change["before"].map(shown) ?? "–"
            let after = change["after"].map(shown) ?? "–"
            let manager = change["manager"]?.string.map { ", set by \($0)" } ?? ""
            let path = change["path"]?.string ?? ""
            lines.append(
                "    \(path.isEmpty ? "(the object)" : path): \(before) → \(after)  (\(change["why"]?.string ?? "")\(manager))"
            )
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

private func shown(_ value: Value) -> String {
    let text = value.json
    return text.count > 100 ? String(text.prefix(97)) + "…" : text
}

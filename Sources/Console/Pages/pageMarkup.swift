import Ledger
import Model
import Reconciler

/// A whole page.
func pageMarkup(_ title: String, refresh: Int?, version: String, _ content: [Markup]) -> Markup {
    let again: Markup = refresh.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">" } ?? ""
    let style = Markup(stringLiteral: pageStyle)
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        \(again)<title>\(title)</title><style>\(style)</style></head>
        <body><main><h1><a href="/">plumb</a></h1>
        \(content)
        <footer>plumb \(version)</footer></main></body></html>

        """
}

func applicationCard(_ status: ApplicationStatus) -> Markup {
    let revision: Markup = status.revision.isEmpty ? "nothing applied yet" : "<code>\(short(status.revision))</code>"
    let behind: Markup =
        status.tip.isEmpty || status.tip == status.revision
        ? "" : " · <code>\(status.ref)</code> is at <code>\(short(status.tip))</code>"
    let reason = status.reason.isEmpty ? status.healthReason : status.reason
    let because: Markup = reason.isEmpty ? "" : "<p class=\"reason\">\(reason)</p>"
    let drift: Markup =
        status.drift.isEmpty
        ? ""
        : "<p class=\"reason\">Drifted: \(status.drift.prefix(20).map { "\($0.object.spoken) \($0.field)" }.joined(separator: ", "))</p>"
    return """
        <section class="card"><div class="top"><b>\(status.name)</b>
        <span class="mark \(tone(status.state))">\(status.state.rawValue)</span>
        <span class="mark \(tone(status.health))">\(status.health)</span>
        <span class="dim">\(status.healthyObjects) of \(status.objects) objects</span></div>
        <div class="dim">\(revision)\(behind) · <code>\(status.repo)</code> \(status.path) · since \(status.since.description)</div>
        \(because)\(drift)</section>

        """
}

func transactionTable(_ entries: [HistoryEntry]) -> Markup {
    guard !entries.isEmpty else { return "<p class=\"dim\">Nothing has been done yet.</p>" }
    let rows: [Markup] = entries.map { entry in
        let subject = entry.message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        let told = entry.reason.isEmpty ? subject : entry.reason
        return """
            <tr><td><a href="/transactions/\(entry.id)">\(entry.id)</a></td><td class="whole">\(entry.startedAt.description)</td>
            <td>\(entry.application)</td><td>\(entry.kind)</td>
            <td><span class="mark \(tone(outcome: entry.outcome))">\(entry.outcome)</span></td>
            <td class="whole"><code>\(short(entry.to))</code></td><td>\(String(told.prefix(300)))</td>
            <td class="whole">\(entry.trigger) · \(entry.actor)</td></tr>

            """
    }
    return """
        <div class="wide"><table><tr><th>#</th><th>begun</th><th>application</th><th>kind</th><th>outcome</th>\
        <th>revision</th><th>what</th><th>by</th></tr>
        \(rows)</table></div>
        """
}

func transactionMarkup(_ entry: HistoryEntry) -> [Markup] {
    var facts: [(String, String)] = [
        ("application", entry.application), ("kind", entry.kind), ("from", entry.from), ("to", entry.to),
        ("author", entry.author), ("message", entry.message), ("asked for by", "\(entry.trigger) · \(entry.actor)"),
        ("begun", entry.startedAt.preciseDescription), ("ended", entry.finishedAt?.preciseDescription ?? ""),
        ("reason", entry.reason),
    ]
    facts.removeAll { $0.1.isEmpty }
    let list: [Markup] = facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }
    let rows: [Markup] = entry.steps.prefix(2000).map { step in
        let changes: [Markup] = step.changes.prefix(200).map { changeMarkup($0) }
        return """
            <tr><td>\(step.action)</td><td><code>\(step.object.description)</code></td>
            <td>\(step.result)</td><td>\(changes)\(step.reason)</td></tr>

            """
    }
    let left: Markup = entry.steps.count > 2000 ? "<p class=\"dim\">… and \(entry.steps.count - 2000) more</p>" : ""
    return [
        """
        <section class="card"><div class="top"><b>Transaction \(entry.id)</b>
        <span class="mark \(tone(outcome: entry.outcome))">\(entry.outcome)</span></div><br><dl>\(list)</dl></section>
        <h2>Steps</h2>
        <div class="wide"><table><tr><th>action</th><th>object</th><th>result</th><th>what</th></tr>
        \(rows)</table></div>\(left)
        """
    ]
}

/// Before and after of one field; the values are redacted where they are kept.
private func changeMarkup(_ change: Value) -> Markup {
    let before = change["before"] ?? change["live"] ?? change["base"]
    let after = change["after"] ?? change["desired"]
    let path = change["path"]?.string ?? change["field"]?.string ?? ""
    return """
        <div><code>\(path): \(String((before?.json ?? "–").prefix(200))) → \(String((after?.json ?? "–").prefix(200)))</code></div>
        """
}

private func short(_ id: String) -> String { String(id.prefix(8)) }

private func tone(_ state: SyncState) -> String {
    switch state {
    case .synced: "good"
    case .progressing: "busy"
    case .unknown, .suspended: "calm"
    case .outOfSync, .refused, .rolledBack, .stuck, .unreachable, .error: "bad"
    }
}

private func tone(_ health: String) -> String {
    switch health {
    case "Healthy": "good"
    case "Progressing": "busy"
    case "Degraded": "bad"
    default: "calm"
    }
}

private func tone(outcome: String) -> String {
    switch outcome {
    case "Committed": "good"
    case "Running": "busy"
    default: "bad"
    }
}

import ClusterAPI
import Engine
import Ledger
import Model
import Reconciler

/// Where a simulation came to rest.
struct End {
    var status: ApplicationStatus
    /// Newest first.
    var history: [HistoryEntry]
    var audit: [Value]
    var verdict: AuditChain.Verdict?
    var state: ClusterState
    var repository: FaultyRepository

    func content(_ revision: String) -> Content? { repository.commit(revision)?.content }

    var tip: FaultyRepository.Commit { repository.commits[repository.tip] }
}

extension Watchman {
    func check(_ end: End, _ people: People) {
        checkOutcome(end)
        checkWhole(end, people)
        checkHistory(end)
        checkSecrets(end)
    }

    // MARK: One revision, whole

    private func checkOutcome(_ end: End) {
        let tip = end.tip.content
        switch end.status.state {
        case .synced:
            let isHarmless = tip.flaw == .otherSelector || tip.flaw == .empty
            if !tip.isGood, !isHarmless { object(.whole, "\(tip) is applied, though it cannot work") }
        case .refused, .rolledBack:
            checkRejection(of: tip, because: end.status.rejected?.reason ?? "", end.status.state == .refused)
        default: object(.whole, "it ends as \(end.status.state.rawValue)")
        }
    }

    private func checkWhole(_ end: End, _ people: People) {
        let held = end.status.revision
        let wanted = held.isEmpty ? [] : end.content(held)?.objects ?? []
        if !held.isEmpty, end.content(held) == nil { return object(.whole, "it holds \(held), which never was") }
        for manifest in wanted {
            guard let live = end.state.object(manifest.key) else {
                object(.whole, "\(manifest.key) of revision \(held.suffix(4)) is missing")
                continue
            }
            if let place = difference(asStored(manifest), live, "") {
                object(.whole, "\(manifest.key) is not as revision \(held.suffix(4)) has it: \(place)")
            }
        }
        let present = Set(wanted.map(\.key))
        let committed = Set(
            end.history.filter { $0.outcome == "Committed" }.flatMap { end.content($0.to)?.keys ?? [] })
        // Nobody can see what is left of a kind whose definition somebody let go while they held it. As in Kubernetes,
        // such a definition takes new objects, and forgets them when it goes.
        let served = Set(end.state.resources.map { GroupKind(group: $0.type.group, kind: $0.type.kind) })
        for key in keys.sorted()
        where !present.contains(key) && key.name != "shop"
            && served.contains(GroupKind(group: key.group, kind: key.kind))
        {
            let live = end.state.object(key)
            if isPreceding(key, people), !committed.contains(key), !people.deleted.contains(key) {
                checkPreceding(key, live)
            } else if live != nil, !(isPreceding(key, people) && people.deleted.contains(key)) {
                object(.whole, "\(key) is there, and revision \(held.suffix(4)) does not have it")
            }
        }
        for job in end.state.objects(GroupKind(group: "batch", kind: "Job"), namespace: "shop") {
            object(.whole, "\(job.key) is left, though hooks are cleaned up")
        }
        for extra in people.preceding.sorted() {
            let key = ObjectKey.shop("", "ConfigMap", "extra-\(extra)")
            guard present.contains(key), !people.deleted.contains(key), isNeverPruned(key, end) else { continue }
            if end.state.object(key)?.at("data", "OTHER") != "kept" {
                object(.foreign, "\(key): what others had in it before is gone")
            }
        }
    }

    private func isPreceding(_ key: ObjectKey, _ people: People) -> Bool {
        people.preceding.contains { key == .shop("", "ConfigMap", "extra-\($0)") }
    }

    /// No revision without it was committed after one with it.
    private func isNeverPruned(_ key: ObjectKey, _ end: End) -> Bool {
        var had = false
        for entry in end.history.reversed() where entry.outcome == "Committed" {
            let has = end.content(entry.to)?.keys.contains(key) ?? false
            if had, !has { return false }
            had = had || has
        }
        return true
    }

    private func checkPreceding(_ key: ObjectKey, _ live: Value?) {
        guard let live else { return object(.foreign, "\(key) was there before plumb, and is gone") }
        let mark = live.at("data", "MARK")?.string ?? ""
        if live.at("data", "OTHER") != "kept" || !(mark == "theirs" || mark.hasPrefix("drift-"))
            || live.at("data", "NUMBER") != nil
        {
            object(.foreign, "\(key) was there before plumb, and is not as it was: \(live.at("data")?.json ?? "–")")
        }
        if live.metadata["labels"]?["plumb.dev/application"] != nil {
            object(.foreign, "\(key) is marked as the application's, which does not hold it")
        }
    }

    // MARK: History, audit, secrets

    private func checkHistory(_ end: End) {
        var held = ""
        var seen: Set<String> = []
        for entry in end.history.reversed() {
            if !seen.insert(entry.id).inserted { object(.history, "transaction \(entry.id) is there twice") }
            if !["Committed", "RolledBack", "Refused"].contains(entry.outcome) {
                object(.history, "transaction \(entry.id) is left as \(entry.outcome)")
            }
            if entry.outcome == "Committed", entry.kind == "sync" {
                if entry.from != held {
                    object(
                        .history, "transaction \(entry.id) says that it came from \(entry.from), and \(held) was held")
                }
                held = entry.to
            }
            // A hook on failure runs where nothing is left of the rest, and not at all where all went well.
            let steps = entry.steps.filter { $0.object.kind != "Job" || $0.object.name != "tell" }
            if entry.outcome == "Committed", let step = steps.first(where: { $0.result != "applied" }) {
                object(
                    .history,
                    "transaction \(entry.id) is committed with a step that is \"\(step.result)\": \(step.object)")
            }
            let wrong = steps.first { $0.result == "applied" }
            if entry.outcome == "RolledBack", let wrong {
                object(
                    .history, "transaction \(entry.id) is rolled back, and its step is still applied: \(wrong.object)")
            }
        }
        if held != end.status.revision, !(end.content(end.status.revision)?.objects.isEmpty ?? true) {
            object(.history, "the cluster holds \(end.status.revision), and history ends with \(held)")
        }
        checkRetries(end)
        switch end.verdict {
        case .intact?: break
        case .broken(let number, let why)?: object(.history, "the audit is broken at \(number): \(why)")
        case nil: object(.history, "the audit cannot be read")
        }
        let outcomes = end.audit.filter {
            ["Committed", "RolledBack", "Refused"].contains($0["outcome"]?.string ?? "")
        }
        if outcomes.count != end.history.count {
            object(.history, "\(end.history.count) transactions, and \(outcomes.count) of them in the audit")
        }
    }

    /// A rejected revision is not tried again before the branch has moved.
    private func checkRetries(_ end: End) {
        guard !hadTrouble else { return }
        let tries = Dictionary(
            grouping: end.history.filter { $0.kind == "sync" && $0.outcome != "Committed" && !passing.contains($0.id) },
            by: \.to)
        for (revision, entries) in tries where entries.count > sightings.filter({ $0 == revision }).count {
            let isPassing = entries.contains {
                // A process that ends while it cannot undo leaves that to the next.
                $0.reason.isEmpty || $0.reason.hasPrefix("plumb ended in the middle of it")
                    || !($0.outcome == "Refused") && content(revision, end)
            }
            if !isPassing { object(.history, "\(revision.suffix(6)) was rejected \(entries.count) times") }
        }
    }

    private func content(_ revision: String, _ end: End) -> Bool { end.content(revision)?.isGood ?? true }

    private func checkSecrets(_ end: End) {
        for text in end.history.map({ $0.json(isWhole: true).json }) + end.audit.map(\.json) + [end.status.json.json] {
            if secrets.isTold(in: text) {
                object(.secrets, "history or audit says it: \(text)")
            }
        }
    }
}

/// As a server keeps what a file says: `stringData` is `data` there.
private func asStored(_ manifest: Value) -> Value {
    guard manifest.objectKind == "Secret", let texts = manifest["stringData"] else { return manifest }
    var stored = manifest
    stored["stringData"] = nil
    for (name, text) in texts.members { stored.set(Value(base64(text.string ?? "")), at: "data", name) }
    return stored
}

/// Where the live object does not have what is wanted; elements of lists are matched by their name.
private func difference(_ wanted: Value, _ live: Value?, _ path: String) -> String? {
    guard let live else { return "\(path) is missing" }
    if wanted.isObject {
        for (name, value) in wanted.members {
            if let found = difference(value, live[name], "\(path).\(name)") { return found }
        }
        return nil
    }
    if wanted.isArray {
        let elements = live.elements
        guard elements.count == wanted.elements.count else { return "\(path) has \(elements.count) elements" }
        for (index, element) in wanted.elements.enumerated() {
            let other = element["name"].flatMap { name in elements.first { $0["name"] == name } } ?? elements[index]
            if let found = difference(element, other, "\(path)[\(index)]") { return found }
        }
        return nil
    }
    return wanted == live ? nil : "\(path) is \(live.json), not \(wanted.json)"
}

internal import Kinds
internal import Model

extension Transaction {
    /// Tells why it is being undone, and what holds it up and who blocks that, as soon as that is known to be more than a
    /// moment's matter, and whenever it changes.
    mutating func explain(at now: Instant) {
        guard phase == .rollingBack || !awaitedDeletes.isEmpty || !explanation.isEmpty else { return }
        let text = standing(at: now)
        guard text != explanation else { return }
        explanation = text
        if journalTrouble == nil { act(.explain(text)) }
        tell(.explained(text), at: now)
    }

    /// When there will be more to tell; nil where nothing is held up.
    var explanationDue: Instant? {
        let since = awaitedDeletes.compactMap { progress[$0].deletedAt } + obstacleSince.values
        return since.map { $0 + explanationPause }.filter { $0 > asked }.min()
    }

    private func standing(at now: Instant) -> String {
        guard phase == .rollingBack else {
            let held = awaitedDeletes.filter { isLong(progress[$0].deletedAt, now) }.sorted()
            return list("waits for", held.map { "\(steps[$0].key.spoken) to be gone\(holdup($0))" })
        }
        let why = failures.isEmpty ? "plumb is stopping" : failures.inOrder.map(\.message).joined(separator: "; ")
        let held = obstacleSince.keys.filter { isLong(obstacleSince[$0], now) }.sorted()
        let back = list(
            "; not back yet:", held.map { "\(steps[$0].key.spoken): \(progress[$0].obstacle ?? "it was not reached")" })
        let sick = held.isEmpty ? restoring.sorted().filter { progress[$0].health?.reason.isEmpty == false } : []
        let unhealthy = list(
            "; not healthy again yet:", sick.map { "\(steps[$0].key.spoken): \(progress[$0].health?.reason ?? "")" })
        return "rolling back because \(why)\(back)\(unhealthy)"
    }

    private func isLong(_ since: Instant?, _ now: Instant) -> Bool {
        since.map { now >= $0 + explanationPause } ?? false
    }

    private func list(_ heading: String, _ items: [String]) -> String {
        if items.isEmpty { return "" }
        let more = items.count > 5 ? ", and \(items.count - 5) more" : ""
        return "\(heading) \(items.prefix(5).joined(separator: ", "))\(more)"
    }

    /// What keeps an object of a step from being gone, beginning with a comma; empty where that is not known.
    func holdup(_ step: Int) -> String { seen.object(steps[step].key).map { whatHolds($0) } ?? "" }
}

/// What keeps an object that is being deleted from being gone: finalizers and who set them, of a namespace what is left
/// in it. Begins with a comma; empty where nothing is known.
func whatHolds(_ object: Value) -> String {
    var parts: [String] = []
    if !object.finalizers.isEmpty {
        let named = object.finalizers.map { name in
            setter(ofFinalizer: name, in: object).map { "\(name) (set by \($0))" } ?? name
        }
        parts.append("held by finalizer \(named.joined(separator: ", "))")
    }
    if object.objectKind == "Namespace" {
        parts += (object.status["conditions"]?.elements ?? []).compactMap { condition in
            guard condition["status"]?.string == "True" else { return nil }
            return condition["message"]?.string.map { String($0.prefix(300)) }
        }
    }
    return parts.map { ", \($0)" }.joined()
}

private func setter(ofFinalizer name: String, in object: Value) -> String? {
    (object.metadata["managedFields"]?.elements ?? []).first { entry in
        entry.at("fieldsV1", "f:metadata", "f:finalizers", "v:\"\(name)\"") != nil
    }?["manager"]?.string
}

/// What is over sooner is not worth telling.
private let explanationPause = Duration.seconds(1)

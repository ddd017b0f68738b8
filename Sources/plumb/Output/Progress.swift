import Apply
import Kinds
import Model
import Reconciler

/// Tells what happens in transactions, object by object: on a terminal in place, in a pipe a line each.
final class Progress: Sendable {
    private let facts: AsyncStream<ReconcilerFact>

    init(_ facts: Facts) { self.facts = facts.stream() }

    /// Follows until the task is cancelled.
    func follow() async {
        var board = ProgressBoard()
        for await fact in facts {
            guard case .transaction(let application, let fact) = fact else { continue }
            board.take(fact.event, of: application)
            if Terminal.notesAreSeen {
                Terminal.noteRaw(board.redrawing())
            } else {
                board.lines().forEach(Terminal.note)
            }
        }
    }
}

/// What is known of the objects of a transaction, as lines of text.
struct ProgressBoard {
    private struct Line {
        var key: ObjectKey
        var mark: String
        var tone: Tone
        var note: String
    }

    private var order: [ObjectKey] = []
    private var objects: [ObjectKey: Line] = [:]
    private var news: [String] = []
    private var drawn = 0
    private var heading = ""

    mutating func take(_ event: Fact.Event, of application: String) {
        switch event {
        case .entered(let phase) where phase.isFinal: break
        case .entered(let phase):
            heading = "\(application): \(phase.rawValue)"
            news.append(heading)
        case .started(let key, let action): set(key, "…", .busy, action.rawValue, isNews: false)
        case .applied(let key, let action): set(key, "✔", .good, "\(action.past)")
        case .failed(let key, let action, let reason): set(key, "✘", .bad, "\(action.rawValue) failed: \(reason)")
        case .retrying(let key, let reason, _): set(key, "↻", .busy, "tried again: \(reason)")
        case .health(let key, let health):
            let isGood = health.isSettled
            set(
                key, isGood ? "✔" : "…", isGood ? .good : health.isPermanent ? .bad : .busy,
                health.reason.isEmpty ? health.state.rawValue : health.reason)
        case .undone(let key): set(key, "↩", .busy, "put back")
        case .notBack(let key, let reason): set(key, "✘", .bad, "not back yet: \(reason)")
        case .explained(let text): if !text.isEmpty { news.append("\(application): \(text)") }
        case .finished(let outcome):
            heading = ""
            news.append("\(application): \(outcome.spoken)")
        }
    }

    private mutating func set(_ key: ObjectKey, _ mark: String, _ tone: Tone, _ note: String, isNews: Bool = true) {
        let line = Line(key: key, mark: mark, tone: tone, note: note)
        let isSame = objects[key].map { $0.mark == mark && $0.note == note } ?? false
        if objects[key] == nil { order.append(key) }
        objects[key] = line
        if isNews, !isSame { news.append("\(mark) \(key): \(note)") }
    }

    /// What is new since the last call, for a pipe.
    mutating func lines() -> [String] {
        defer { news = [] }
        return news
    }

    /// The escape sequences and text that draw the board over what it drew before.
    mutating func redrawing() -> String {
        let width = Terminal.width
        var lines: [String] = []
        if !heading.isEmpty { lines.append(Tone.strong.paint(heading, Terminal.notesHaveColour)) }
        for key in order.suffix(40) {
            guard let line = objects[key] else { continue }
            let text = String("\(key.spoken)  \(line.note)".prefix(max(width - 4, 20)))
            lines.append("\(line.tone.paint(line.mark, Terminal.notesHaveColour)) \(text)")
        }
        if heading.isEmpty, let last = news.last { lines.append(last) }
        news = []
        let back = drawn > 0 ? "\u{1b}[\(drawn)A" : ""
        drawn = lines.count
        return back + "\r" + lines.map { "\u{1b}[2K\($0)\n" }.joined() + "\u{1b}[0J"
    }
}

extension Step.Action {
    fileprivate var past: String {
        switch self {
        case .create: "created"
        case .update: "updated"
        case .delete: "deleted"
        case .replace: "replaced"
        }
    }
}

extension Outcome {
    /// For people.
    var spoken: String {
        switch self {
        case .committed: "committed" + (reason.isEmpty ? "" : " (\(reason))")
        case .refused(let problems):
            "refused before the first write:\n" + problems.map { "  \($0)" }.joined(separator: "\n")
        case .rolledBack: "rolled back: \(reason)"
        case .failed: "failed, and left as it is: \(reason)"
        case .stuck: "stuck: \(reason)"
        case .unreachable: "the cluster does not answer: \(reason)"
        case .unfinished: "not finished: \(reason)"
        case .stopped: "stopped"
        }
    }
}

import Model

/// What the child process says, one JSON text a line: progress as often as there is some, then the end.
enum GitChildAnswer: Hashable {
    /// Something has arrived since the last line.
    case progress
    case found(Tip)
    case trouble(GitTrouble)

    var json: Value {
        switch self {
        case .progress: ["progress": true]
        case .found(let tip): ["commit": Value(tip.commit), "reference": tip.reference.map { Value($0) } ?? .null]
        case .trouble(let trouble): ["kind": Value(trouble.kind.rawValue), "message": Value(trouble.message)]
        }
    }

    init?(json value: Value) {
        if let kind = value["kind"]?.string.flatMap({ GitTrouble.Kind(rawValue: $0) }) {
            self = .trouble(GitTrouble(kind, value["message"]?.string ?? ""))
        } else if let commit = value["commit"]?.string, ObjectID(commit) != nil {
            self = .found(Tip(reference: value["reference"]?.string, commit: commit))
        } else if value["progress"] != nil {
            self = .progress
        } else {
            return nil
        }
    }
}

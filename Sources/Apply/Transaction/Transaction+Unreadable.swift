internal import Diff
internal import Kinds
internal import Model

extension Transaction {
    /// All that is wrong with an object that the server cannot read: it says the first reason only. Nil for any other
    /// refusal, and where nothing more is known.
    func unreadable(_ step: Step, _ message: String) -> [Problem]? {
        guard message.firstRange(of: " cannot be handled as a ") != nil else { return nil }
        let isUpdate = step.action == .update
        guard let body = isUpdate ? step.body : step.change.desired ?? step.body else { return nil }
        let all = mistakes(in: body, over: isUpdate ? step.change.live : nil)
        guard all.contains(where: { $0.kind != .invalidValue }) else { return nil }
        return all.filter { $0.kind != .invalidValue || !isTold($0.field, of: step) }
            .map { place(spoken($0, of: step.key), step, $0.field) }
    }

    private func spoken(_ mistake: Mistake, of key: ObjectKey) -> String {
        switch mistake.kind {
        case .unknownField: "\(key.spoken) has an \(mistake.message). Take it out, or correct its name."
        // What is said of a wrong value quotes it; what is said of a wrong type does not.
        case .invalidValue where key.kind == "Secret" && key.group.isEmpty:
            "\(key.spoken) is refused: \(mistake.field) is not valid"
        case .wrongType, .invalidValue: "\(key.spoken) is refused: \(mistake.field): \(mistake.message)"
        }
    }
}

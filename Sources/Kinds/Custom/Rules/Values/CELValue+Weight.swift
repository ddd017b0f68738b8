import Model

extension CELValue {
    /// How much there is to look through: a tenth of a text's bytes, and one for each part.
    var weight: Int {
        switch self {
        case .string(let text): text.utf8.count / 10 + 1
        case .bytes(let bytes): bytes.count / 10 + 1
        case .list(let list): list.elements.reduce(1) { $0 &+ $1.weight }
        case .map(let map): map.count &+ 1
        case .object(let object): object.members.reduce(1) { $0 &+ $1.value.ruleWeight(depth: 0) }
        default: 1
        }
    }
}

extension Value {
    fileprivate func ruleWeight(depth: Int) -> Int {
        guard depth < customDepthBound else { return 1 }
        switch view {
        case .string(let text): return text.utf8.count / 10 + 1
        case .array(let elements): return elements.reduce(1) { $0 &+ $1.ruleWeight(depth: depth + 1) }
        case .object(let members): return members.reduce(1) { $0 &+ $1.value.ruleWeight(depth: depth + 1) }
        default: return 1
        }
    }
}

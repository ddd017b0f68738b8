/// One step of a compiled pattern.
enum PatternStep: Sendable {
    /// Reads one scalar of the set.
    case scalar(ScalarSet)
    /// Goes on at both places; a match by the first is preferred.
    case split(Int, Int)
    case jump(Int)
    case assert(PatternAssertion)
    case end
}

/// What has to hold between two scalars.
enum PatternAssertion: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

    func holds(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: before == nil
        case .textEnd: after == nil
        case .lineStart: before == nil || before == "\n"
        case .lineEnd: after == nil || after == "\n"
        case .wordBoundary: ScalarSet.isWord(before) != ScalarSet.isWord(after)
        case .noWordBoundary: ScalarSet.isWord(before) == ScalarSet.isWord(after)
        }
    }
}

/// What a pattern is made of.
indirect enum PatternNode: Sendable {
    case empty
    case scalar(ScalarSet)
    case assert(PatternAssertion)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `most` of nil is without an end.
    case repeated(PatternNode, least: Int, most: Int?, prefersLess: Bool)
}

/// Makes steps of a pattern's tree.
struct PatternCompiler {
    private(set) var steps: [PatternStep] = []
    private let limit = 20_000

    /// False where the pattern is too large.
    mutating func compile(_ node: PatternNode) -> Bool {
        let fits = add(node)
        steps.append(.end)
        return fits && steps.count <= limit
    }

    private mutating func add(_ node: PatternNode) -> Bool {
        guard steps.count < limit else { return false }
        switch node {
        case .empty: return true
        case .scalar(let set): steps.append(.scalar(set))
        case .assert(let assertion): steps.append(.assert(assertion))
        case .sequence(let nodes): return nodes.allSatisfy { add($0) }
        case .choice(let nodes): return add(choice: nodes[...])
        case .repeated(let inner, let least, let most, let prefersLess):
            return addRepeated(inner, least, most, prefersLess)
        }
        return true
    }

    private mutating func add(choice nodes: ArraySlice<PatternNode>) -> Bool {
        var ends: [Int] = []
        for (offset, node) in nodes.enumerated() {
            let isLast = offset == nodes.count - 1
            let split = steps.count
            if !isLast { steps.append(.end) }
            guard add(node) else { return false }
            if isLast { break }
            ends.append(steps.count)
            steps.append(.end)
            steps[split] = .split(split + 1, steps.count)
        }
        for end in ends { steps[end] = .jump(steps.count) }
        return true
    }

    private mutating func addRepeated(
        _ inner: PatternNode, _ least: Int, _ most: Int?, _ prefersLess: Bool
    ) -> Bool {
        func split(_ more: Int, _ less: Int) -> PatternStep {
            prefersLess ? .split(less, more) : .split(more, less)
        }
        for _ in 0..<least { guard add(inner) else { return false } }
        guard let most else {
            let place = steps.count
            steps.append(.end)
            guard add(inner) else { return false }
            steps.append(.jump(place))
            steps[place] = split(place + 1, steps.count)
            return true
        }
        var splits: [Int] = []
        for _ in 0..<max(0, most - least) {
            splits.append(steps.count)
            steps.append(.end)
            guard add(inner) else { return false }
        }
        for place in splits { steps[place] = split(place + 1, steps.count) }
        return true
    }
}

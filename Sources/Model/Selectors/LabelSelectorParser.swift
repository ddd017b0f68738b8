/// Reads a label selector's text, refusing with the words of apimachinery's parser.
struct LabelSelectorParser {
    private let tokens: [(LabelToken, String)]
    private var position = 0

    init(_ text: String) {
        var lexer = LabelSelectorLexer(text)
        tokens = lexer.tokens()
    }

    mutating func parse() throws(SelectorError) -> [LabelRequirement] {
        var requirements: [LabelRequirement] = []
        while true {
            let (token, text) = peek()
            switch token {
            case .end: return requirements
            case .identifier, .not:
                do {
                    requirements.append(try requirement())
                } catch {
                    throw SelectorError("unable to parse requirement: \(error.description)")
                }
            default: throw SelectorError("found '\(text)', expected: !, identifier, or 'end of string'")
            }
            let (separator, separatorText) = take()
            if separator == .end { return requirements }
            guard separator == .comma else {
                throw SelectorError("found '\(separatorText)', expected: ',' or 'end of string'")
            }
            let (following, followingText) = peek()
            guard following == .identifier || following == .not else {
                throw SelectorError("found '\(followingText)', expected: identifier after ','")
            }
        }
    }

    /// The next token; `in` and `notin` are identifiers everywhere but in an operator's place.
    private func peek(asOperator: Bool = false) -> (LabelToken, String) {
        let (token, text) = tokens[min(position, tokens.count - 1)]
        return (!asOperator && (token == .isIn || token == .notIn) ? .identifier : token, text)
    }

    private mutating func take(asOperator: Bool = false) -> (LabelToken, String) {
        defer { position += 1 }
        return peek(asOperator: asOperator)
    }

    private mutating func requirement() throws(SelectorError) -> LabelRequirement {
        var (token, key) = take()
        let isNegated = token == .not
        if isNegated { (token, key) = take() }
        guard token == .identifier else { throw SelectorError("found '\(key)', expected: identifier") }
        if let error = LabelRequirement.keyError(key, at: "<nil>") { throw SelectorError(error) }
        if isNegated { return try LabelRequirement(key: key, operator: .doesNotExist, values: []) }
        let (following, _) = peek()
        if following == .end || following == .comma {
            return try LabelRequirement(key: key, operator: .exists, values: [])
        }
        let comparison = try comparison()
        let values = comparison == .isIn || comparison == .notIn ? try list() : [try exactValue()]
        return try LabelRequirement(key: key, operator: comparison, values: values)
    }

    private mutating func comparison() throws(SelectorError) -> LabelRequirement.Operator {
        let (token, text) = take(asOperator: true)
        switch token {
        case .isIn: return .isIn
        case .notIn: return .notIn
        case .equals: return .equals
        case .doubleEquals: return .doubleEquals
        case .notEquals: return .notEquals
        case .greater: return .greaterThan
        case .less: return .lessThan
        default: throw SelectorError("found '\(text)', expected: in, notin, =, ==, !=, gt, lt")
        }
    }

    private mutating func exactValue() throws(SelectorError) -> String {
        let (following, _) = peek()
        if following == .end || following == .comma { return "" }
        let (token, text) = take()
        guard token == .identifier else { throw SelectorError("found '\(text)', expected: identifier") }
        return text
    }

    /// `(a,b,)`: a set, in which a missing value is the empty one.
    private mutating func list() throws(SelectorError) -> [String] {
        let (open, openText) = take()
        guard open == .opening else { throw SelectorError("found '\(openText)' expected: '('") }
        let (first, firstText) = peek()
        var values: Set<String> = []
        switch first {
        case .closing: values = [""]
        case .identifier, .comma: values = try identifiers()
        default: throw SelectorError("found '\(firstText)', expected: ',', ')' or identifier")
        }
        guard take().0 == .closing else { throw SelectorError("found '\(firstText)', expected: ')'") }
        return values.sorted { $0.precedesInBytes($1) }
    }

    private mutating func identifiers() throws(SelectorError) -> Set<String> {
        var values: Set<String> = []
        while true {
            let (token, text) = take()
            let (following, followingText) = peek()
            switch token {
            case .identifier:
                values.insert(text)
                if following == .closing { return values }
                guard following == .comma else {
                    throw SelectorError("found '\(followingText)', expected: ',' or ')'")
                }
            case .comma:
                if values.isEmpty { values.insert("") }
                if following == .closing {
                    values.insert("")
                    return values
                }
                if following == .comma {
                    position += 1
                    values.insert("")
                    if peek().0 == .closing { return values }
                }
            default: throw SelectorError("found '\(text)', expected: ',', or identifier")
            }
        }
    }
}

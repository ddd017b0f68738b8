/// Selects objects by the values of single fields: `metadata.name=web,status.phase!=Running`.
///
/// Which fields a kind can be selected by is the API's business, not the selector's.
public struct FieldSelector: Hashable, Sendable, CustomStringConvertible {
    public struct Term: Hashable, Sendable {
        /// A dotted path.
        public let field: String
        public let value: String
        public let isEqual: Bool
    }

    public let terms: [Term]

    public static let everything = FieldSelector(terms: [])

    private init(terms: [Term]) { self.terms = terms }

    public init(_ text: String) throws(SelectorError) {
        var terms: [Term] = []
        for part in FieldSelector.split(text).sorted(by: { $0.precedesInBytes($1) }) where !part.isEmpty {
            guard let (field, isEqual, value) = FieldSelector.cut(part) else {
                throw SelectorError("invalid selector: '\(text)'; can't understand '\(part)'")
            }
            let term = Term(field: field, value: try FieldSelector.unescaped(value), isEqual: isEqual)
            // A term without field and value restricts nothing.
            if term.field.isEmpty, term.value.isEmpty { continue }
            terms.append(term)
        }
        self.init(terms: terms)
    }

    public var isEmpty: Bool { terms.isEmpty }

    /// The value that a field must have, where the selector says one: lets a list be answered by a look-up.
    public func requiredValue(of field: String) -> String? {
        terms.first { $0.field == field && $0.isEqual }?.value
    }

    /// Compares with what an object has at the terms' paths; an absent field is the empty text.
    public func matches(_ object: Value) -> Bool {
        matches { field in
            let path = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard let value = object.at(path[...]) else { return "" }
            switch value.view {
            case .string(let text): return text
            case .null: return ""
            default: return value.json
            }
        }
    }

    /// Compares with what `field` gives for a path.
    public func matches(field: (String) -> String) -> Bool {
        terms.allSatisfy { (field($0.field) == $0.value) == $0.isEqual }
    }

    public var description: String {
        terms.map { "\($0.field)\($0.isEqual ? "=" : "!=")\(FieldSelector.escaped($0.value))" }.joined(separator: ",")
    }
}

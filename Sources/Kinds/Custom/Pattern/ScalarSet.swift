/// A set of Unicode scalars, as a class of a regular expression names it.
struct ScalarSet: Sendable {
    private var ranges: [ClosedRange<UInt32>] = []
    /// Categories as `\p{L}` names them, each with whether it is meant the other way round.
    private var categories: [(name: String, isNegated: Bool)] = []
    private var parts: [ScalarSet] = []
    var isNegated = false
    var ignoresCase = false

    init() {}

    init(_ ranges: ClosedRange<UInt32>...) { self.ranges = ranges }

    static let digits = ScalarSet(48...57)
    static let word = ScalarSet(48...57, 65...90, 95...95, 97...122)
    static let blanks = ScalarSet(9...10, 12...13, 32...32)
    static let all = ScalarSet(0...0x10_ffff)
    static let allButNewline = ScalarSet(0...9, 11...0x10_ffff)

    /// By the names in `[[:alpha:]]`.
    static let named: [String: ScalarSet] = [
        "alnum": ScalarSet(48...57, 65...90, 97...122), "alpha": ScalarSet(65...90, 97...122),
        "ascii": ScalarSet(0...127), "blank": ScalarSet(9...9, 32...32), "cntrl": ScalarSet(0...31, 127...127),
        "digit": digits, "graph": ScalarSet(33...126), "lower": ScalarSet(97...122), "print": ScalarSet(32...126),
        "punct": ScalarSet(33...47, 58...64, 91...96, 123...126), "space": ScalarSet(9...13, 32...32),
        "upper": ScalarSet(65...90), "word": word, "xdigit": ScalarSet(48...57, 65...70, 97...102),
    ]

    mutating func add(_ range: ClosedRange<UInt32>) { ranges.append(range) }
    mutating func add(_ set: ScalarSet) { parts.append(set) }
    mutating func add(category: String, isNegated: Bool) { categories.append((category, isNegated)) }

    var negated: ScalarSet {
        var copy = self
        copy.isNegated.toggle()
        return copy
    }

    static func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { word.contains($0) } ?? false }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var found = holds(scalar)
        if !found, ignoresCase {
            found = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].contains { text in
                text.unicodeScalars.count == 1 && text.unicodeScalars.first.map { holds($0) } ?? false
            }
        }
        return found != isNegated
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } || parts.contains { $0.contains(scalar) }
            || categories.contains { ScalarSet.category(of: scalar).hasPrefix($0.name) != $0.isNegated }
    }

    /// `Lu`, `Nd` …
    private static func category(of scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        default: "Cn"
        }
    }
}

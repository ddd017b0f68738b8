/// What a text has in it that forbids styles: libyaml's analysis.
struct ScalarTraits {
    private(set) var allowsPlain = true
    private(set) var allowsSingleQuotes = true
    private(set) var allowsLiteral = true

    init(_ string: String) {
        let scalars = Array(string.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last else {
            allowsPlain = false
            allowsLiteral = false
            return
        }
        let edges = [first, last]
        if edges.contains(where: { $0 == " " || $0.isYAMLBreak }) { allowsPlain = false }
        if last == " " { allowsLiteral = false }
        if ScalarTraits.hasIndicator(scalars, string) { allowsPlain = false }
        var previous: Unicode.Scalar = "a"
        for scalar in scalars {
            if scalar.isYAMLBreak {
                allowsPlain = false
                // Of the breaks only the line feed comes back as it was.
                if previous == " " || scalar != "\n" { forbidAll() }
            } else if scalar == " " {
                if previous.isYAMLBreak { (allowsPlain, allowsSingleQuotes) = (false, false) }
            } else if !scalar.isYAMLPrintable {
                forbidAll()
            }
            previous = scalar
        }
    }

    private mutating func forbidAll() { (allowsPlain, allowsSingleQuotes, allowsLiteral) = (false, false, false) }

    /// Whether something in it means something to YAML in block style.
    private static func hasIndicator(_ scalars: [Unicode.Scalar], _ string: String) -> Bool {
        if string.hasPrefix("---") || string.hasPrefix("...") { return true }
        func isBlank(_ index: Int) -> Bool {
            guard index < scalars.count else { return true }
            return scalars[index] == " " || scalars[index] == "\t" || scalars[index].isYAMLBreak
        }
        switch scalars[0] {
        case "#", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": return true
        case "?", "-": if isBlank(1) { return true }
        default: break
        }
        for (index, scalar) in scalars.enumerated() {
            if scalar == ":", isBlank(index + 1) { return true }
            if scalar == "#", index > 0, isBlank(index - 1) { return true }
        }
        return false
    }
}

extension Unicode.Scalar {
    var isYAMLBreak: Bool {
        self == "\n" || self == "\r" || self == "\u{85}" || self == "\u{2028}" || self == "\u{2029}"
    }

    /// What goyaml writes as it is: neither tabs nor what lies beyond the first 65,536 characters.
    var isYAMLPrintable: Bool {
        switch value {
        case 0x0a, 0x20...0x7e, 0xa0...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd: true
        default: false
        }
    }
}

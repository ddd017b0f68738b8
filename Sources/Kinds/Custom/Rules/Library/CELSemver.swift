import Model

/// A version as semver.org has it.
struct CELSemver: Sendable {
    let major: UInt64
    let minor: UInt64
    let patch: UInt64
    let preRelease: [Substring]

    init?(_ text: String) {
        var rest = text[...]
        var build: Substring?
        if let plus = rest.firstIndex(of: "+") {
            build = rest[rest.index(after: plus)...]
            rest = rest[..<plus]
        }
        var before: Substring?
        if let dash = rest.firstIndex(of: "-") {
            before = rest[rest.index(after: dash)...]
            rest = rest[..<dash]
        }
        let numbers = rest.split(separator: ".", omittingEmptySubsequences: false).map(CELSemver.number)
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else {
            return nil
        }
        let parts = before?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        guard
            parts.allSatisfy({ CELSemver.isIdentifier($0) && (!CELSemver.isNumeric($0) || CELSemver.number($0) != nil) }
            ),
            build?.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(CELSemver.isIdentifier) ?? true
        else { return nil }
        (self.major, self.minor, self.patch) = (major, minor, patch)
        preRelease = parts
    }

    /// Takes `v1.0` too: without the letter, with what is missing, and without leading zeros.
    init?(tolerant text: String) {
        let rest = text.hasPrefix("v") ? text.dropFirst() : text[...]
        var parts = rest.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map { part in
            guard part.utf8.count > 1 else { return String(part) }
            let cut = part.drop { $0 == "0" }
            return cut.first.map { $0.isASCII && $0.isNumber } ?? false ? String(cut) : "0" + cut
        }
        if parts.count < 3 {
            if parts[parts.count - 1].contains(where: { $0 == "+" || $0 == "-" }) { return nil }
            parts += Array(repeating: "0", count: 3 - parts.count)
        }
        self.init(parts.joined(separator: "."))
    }

    private static func isNumeric(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard isNumeric(text), text.utf8.count == 1 || text.first != "0" else { return nil }
        return UInt64(text)
    }

    private static func isIdentifier(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { $0 == "-" || ($0 != "_" && ScalarSet.isWord($0)) }
    }

    func order(_ other: CELSemver) -> CELValue.Order {
        let (mine, theirs) = ((major, minor, patch), (other.major, other.minor, other.patch))
        if mine != theirs { return mine < theirs ? .before : .after }
        // What comes before a release is less than it.
        if preRelease.isEmpty || other.preRelease.isEmpty {
            return CELValue.Order(preRelease.isEmpty ? 1 : 0, other.preRelease.isEmpty ? 1 : 0)
        }
        for (a, b) in zip(preRelease, other.preRelease) where a != b {
            switch (CELSemver.isNumeric(a), CELSemver.isNumeric(b)) {
            case (true, true): return CELValue.Order(UInt64(a) ?? 0, UInt64(b) ?? 0)
            case (true, false): return .before
            case (false, true): return .after
            case (false, false): return String(a).precedesInBytes(String(b)) ? .before : .after
            }
        }
        return CELValue.Order(preRelease.count, other.preRelease.count)
    }
}

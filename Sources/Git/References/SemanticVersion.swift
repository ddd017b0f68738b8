/// A version as https://semver.org writes it; a leading `v` is allowed, missing parts are not. Build metadata is
/// ignored, as the rules of precedence ask.
struct SemanticVersion: Hashable, Comparable {
    var major: Int
    var minor: Int
    var patch: Int
    var prerelease: [Identifier] = []

    enum Identifier: Hashable, Comparable {
        case number(Int)
        case text(String)

        static func < (left: Identifier, right: Identifier) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
            case (.number, .text): true
            case (.text, .number): false
            }
        }
    }

    init(_ major: Int, _ minor: Int, _ patch: Int, _ prerelease: [Identifier] = []) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
    }

    init?(_ text: some StringProtocol) {
        guard let partial = PartialVersion(text), let minor = partial.minor, let patch = partial.patch,
            let major = partial.major
        else { return nil }
        self.init(major, minor, patch, partial.prerelease)
    }

    static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        if left.core != right.core { return left.core < right.core }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        return left.prerelease.lexicographicallyPrecedes(right.prerelease)
    }

    var core: (Int, Int, Int) { (major, minor, patch) }
}

/// A version that may lack its last parts, or have `x` or `*` for them.
struct PartialVersion: Hashable {
    var major: Int?
    var minor: Int?
    var patch: Int?
    var prerelease: [SemanticVersion.Identifier] = []

    init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        if let first = rest.first, first == "v" || first == "V" { rest.removeFirst() }
        if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
        var hasPrerelease = false
        if let dash = rest.firstIndex(of: "-") {
            hasPrerelease = true
            for part in rest[rest.index(after: dash)...].split(separator: ".", omittingEmptySubsequences: false) {
                guard !part.isEmpty, part.utf8.allSatisfy(isIdentifierByte) else { return nil }
                prerelease.append(part.utf8.allSatisfy(isDigit) ? .number(Int(part) ?? .max) : .text(String(part)))
            }
            rest = rest[..<dash]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        var numbers: [Int?] = []
        for part in parts {
            if part == "x" || part == "X" || part == "*" {
                numbers.append(nil)
            } else {
                guard !part.isEmpty, part.utf8.allSatisfy(isDigit), let number = Int(part), number < 1 << 40,
                    numbers.last != .some(nil)
                else { return nil }
                numbers.append(number)
            }
        }
        major = numbers[0]
        minor = numbers.count > 1 ? numbers[1] : nil
        patch = numbers.count > 2 ? numbers[2] : nil
        if hasPrerelease, patch == nil { return nil }
    }

    var lowest: SemanticVersion { SemanticVersion(major ?? 0, minor ?? 0, patch ?? 0, prerelease) }

    /// The first version after everything that this one stands for; nil where it stands for all.
    var end: SemanticVersion? {
        guard let major else { return nil }
        guard let minor else { return SemanticVersion(major + 1, 0, 0) }
        guard let patch else { return SemanticVersion(major, minor + 1, 0) }
        return SemanticVersion(major, minor, patch + 1)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isIdentifierByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d
}

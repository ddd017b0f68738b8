/// A set of versions: `1.x`, `^1.2`, `~1.2.3`, `>=1.0 <2.0`, `1.2 - 1.4`, `1.x || 3.x`, `*`.
///
/// As with npm and Masterminds/semver (which Helm and Flux use), a pre-release is in a range only where the range names
/// one itself: nobody who writes `1.x` wants `1.5.0-rc1`.
struct VersionRange: Hashable {
    struct Bounds: Hashable {
        var from: SemanticVersion?
        var fromIncluded = true
        var to: SemanticVersion?
        var toIncluded = false
        var excluded: [SemanticVersion] = []
    }

    private var alternatives: [[Bounds]] = []
    private var namesPrerelease = false

    init?(_ text: String) {
        var rest = text[...]
        repeat {
            let bar = rest.firstRange(of: "||")
            let alternative = rest[..<(bar?.lowerBound ?? rest.endIndex)]
            guard let bounds = VersionRange.conjunction(alternative) else { return nil }
            alternatives.append(bounds)
            rest = bar.map { rest[$0.upperBound...] } ?? ""
        } while !rest.isEmpty
        namesPrerelease =
            text.contains("-")
            && alternatives.joined().contains {
                !($0.from?.prerelease ?? []).isEmpty || !($0.to?.prerelease ?? []).isEmpty
            }
    }

    func contains(_ version: SemanticVersion) -> Bool {
        guard version.prerelease.isEmpty || namesPrerelease else { return false }
        return alternatives.contains { $0.allSatisfy { $0.contains(version) } }
    }

    /// Comparators that all hold, apart by spaces or commas.
    private static func conjunction(_ text: Substring) -> [Bounds]? {
        let words = text.split { $0 == " " || $0 == "," }
        guard !words.isEmpty else { return nil }
        if words.count == 3, words[1] == "-" {
            guard let low = PartialVersion(words[0]), let high = PartialVersion(words[2]) else { return nil }
            let isWhole = high.patch != nil
            return [Bounds(from: low.lowest, to: isWhole ? high.lowest : high.end, toIncluded: isWhole)]
        }
        var bounds: [Bounds] = []
        var pending: Substring = ""
        for word in words {
            // `>= 1.0` with a space in between.
            if word.allSatisfy({ "<>=!~^".contains($0) }) {
                pending = word
                continue
            }
            guard let bound = comparator(pending + word) else { return nil }
            bounds.append(bound)
            pending = ""
        }
        return pending.isEmpty ? bounds : nil
    }

    private static func comparator(_ word: Substring) -> Bounds? {
        let sign = word.prefix { "<>=!~^".contains($0) }
        guard let version = PartialVersion(word.dropFirst(sign.count)) else { return nil }
        switch sign {
        case "", "=", "==":
            let isWhole = version.patch != nil
            return Bounds(from: version.lowest, to: isWhole ? version.lowest : version.end, toIncluded: isWhole)
        case "!=": return version.patch == nil ? nil : Bounds(excluded: [version.lowest])
        case ">":
            return version.patch == nil
                ? version.end.map { Bounds(from: $0) } : Bounds(from: version.lowest, fromIncluded: false)
        case ">=", "=>": return Bounds(from: version.lowest)
        case "<": return Bounds(to: version.lowest)
        case "<=", "=<":
            return version.patch == nil ? Bounds(to: version.end) : Bounds(to: version.lowest, toIncluded: true)
        case "~", "~>":
            var end = version
            end.patch = nil
            end.prerelease = []
            return Bounds(from: version.lowest, to: end.end)
        case "^": return Bounds(from: version.lowest, to: caretEnd(version))
        default: return nil
        }
    }

    /// `^` keeps the first part that is not zero.
    private static func caretEnd(_ version: PartialVersion) -> SemanticVersion? {
        guard let major = version.major else { return nil }
        if major > 0 { return SemanticVersion(major + 1, 0, 0) }
        guard let minor = version.minor else { return SemanticVersion(1, 0, 0) }
        if minor > 0 { return SemanticVersion(0, minor + 1, 0) }
        guard let patch = version.patch else { return SemanticVersion(0, 1, 0) }
        return SemanticVersion(0, 0, patch + 1)
    }
}

extension VersionRange.Bounds {
    func contains(_ version: SemanticVersion) -> Bool {
        if let from, version < from || (!fromIncluded && version == from) { return false }
        if let to {
            if version > to || (!toIncluded && version == to) { return false }
            // `<2.0.0` and `1.x` do not mean 2.0.0-rc1.
            if !toIncluded, to.prerelease.isEmpty, !version.prerelease.isEmpty, version.core == to.core { return false }
        }
        return !excluded.contains(version)
    }
}

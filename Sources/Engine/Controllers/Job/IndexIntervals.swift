/// A set of completion indexes in the form that a Job's status has: `0-2,5,7-9`. As short as its text, however many
/// indexes there are.
struct IndexIntervals: Equatable, CustomStringConvertible {
    private(set) var ranges: [ClosedRange<Int>] = []

    init() {}

    /// Reads a text; what is no interval below `limit` is passed over.
    init(_ text: String, below limit: Int) {
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { Int($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, first >= 0, first <= last, first < limit
            else { continue }
            insert(first...min(last, limit - 1))
        }
    }

    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    func contains(_ index: Int) -> Bool { ranges.contains { $0.contains(index) } }

    mutating func insert(_ index: Int) { insert(index...index) }

    /// Joins what touches.
    mutating func insert(_ range: ClosedRange<Int>) {
        var merged = range
        var rest: [ClosedRange<Int>] = []
        for known in ranges {
            if known.upperBound + 1 < merged.lowerBound || merged.upperBound + 1 < known.lowerBound {
                rest.append(known)
            } else {
                merged =
                    min(known.lowerBound, merged.lowerBound)...max(known.upperBound, merged.upperBound)
            }
        }
        ranges = (rest + [merged]).sorted { $0.lowerBound < $1.lowerBound }
    }

    /// How many indexes two sets have in common.
    func overlap(with other: IndexIntervals) -> Int {
        ranges.reduce(0) { sum, range in
            sum
                + other.ranges.reduce(0) { part, known in
                    part + max(0, min(range.upperBound, known.upperBound) - max(range.lowerBound, known.lowerBound) + 1)
                }
        }
    }

    /// The lowest indexes below `limit` that are not in the set, `count` at the most.
    func firstMissing(_ count: Int, below limit: Int) -> [Int] {
        var found: [Int] = []
        var next = 0
        for range in ranges + [limit...limit] {
            while next < min(range.lowerBound, limit), found.count < count {
                found.append(next)
                next += 1
            }
            if found.count == count { break }
            next = max(next, range.upperBound + 1)
        }
        return found
    }

    var description: String {
        ranges.map { range in
            switch range.count {
            case 1: "\(range.lowerBound)"
            case 2: "\(range.lowerBound),\(range.upperBound)"
            default: "\(range.lowerBound)-\(range.upperBound)"
            }
        }.joined(separator: ",")
    }
}

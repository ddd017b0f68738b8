extension GoPattern {
    /// The first match from a place on, as Go's regexp finds it: the leftmost, and of those the one that the pattern
    /// prefers. In a time proportional to the text and the pattern.
    func firstMatch(in scalars: [Unicode.Scalar], from start: Int) -> Range<Int>? {
        var current = MatchThreads(count: program.count)
        var next = MatchThreads(count: program.count)
        var found: Range<Int>?
        for position in start...max(start, scalars.count) {
            let before = position > 0 ? scalars[position - 1] : nil
            let after = position < scalars.count ? scalars[position] : nil
            if found == nil { follow(0, from: position, into: &current, before, after) }
            if current.places.isEmpty, found != nil { return found }
            next.removeAll()
            let following = position + 1 < scalars.count ? scalars[position + 1] : nil
            threads: for (place, origin) in current.places {
                switch program[place] {
                case .end:
                    // What comes later is preferred less.
                    found = origin..<position
                    break threads
                case .scalar(let set):
                    if let after, set.contains(after) {
                        follow(place + 1, from: origin, into: &next, after, following)
                    }
                default: break
                }
            }
            swap(&current, &next)
        }
        return found
    }

    private func follow(
        _ start: Int, from origin: Int, into threads: inout MatchThreads, _ before: Unicode.Scalar?,
        _ after: Unicode.Scalar?
    ) {
        var stack = [start]
        while let place = stack.popLast() {
            guard threads.insert(place) else { continue }
            switch program[place] {
            case .end, .scalar: threads.places.append((place, origin))
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assert(let assertion):
                if assertion.holds(before, after) { stack.append(place + 1) }
            }
        }
    }
}

/// The places that matches have come to, the preferred first, each with where it began.
private struct MatchThreads {
    var places: [(place: Int, origin: Int)] = []
    private var seen: [Bool]
    private var touched: [Int] = []

    init(count: Int) { seen = Array(repeating: false, count: count) }

    mutating func insert(_ place: Int) -> Bool {
        if seen[place] { return false }
        seen[place] = true
        touched.append(place)
        return true
    }

    mutating func removeAll() {
        for place in touched { seen[place] = false }
        touched.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }
}

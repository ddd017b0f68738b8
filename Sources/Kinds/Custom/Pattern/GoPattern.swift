/// A regular expression in Go's syntax (RE2), which the schemas of CustomResourceDefinitions are written in.
///
/// Matching takes time proportional to the text and the pattern, whatever they are: all alternatives are followed at
/// once, and nothing is ever tried again. https://github.com/google/re2/wiki/Syntax
public struct GoPattern: Sendable {
    let program: [PatternStep]

    /// nil where the text is no regular expression, or one of more than 20,000 steps.
    public init?(_ text: String) {
        var parser = PatternParser(text)
        guard let node = parser.parse() else { return nil }
        var compiler = PatternCompiler()
        guard compiler.compile(node) else { return nil }
        program = compiler.steps
    }

    /// Whether it matches somewhere in the text.
    public func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var current = Threads(count: program.count)
        var next = Threads(count: program.count)
        for position in 0...scalars.count {
            let before = position > 0 ? scalars[position - 1] : nil
            let after = position < scalars.count ? scalars[position] : nil
            // A match may begin anywhere.
            if follow(0, into: &current, before, after) { return true }
            guard let after else { return false }
            next.removeAll()
            let following = position + 1 < scalars.count ? scalars[position + 1] : nil
            for place in current.places {
                guard case .scalar(let set) = program[place], set.contains(after) else { continue }
                if follow(place + 1, into: &next, after, following) { return true }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Adds a place and all that is reached from it without reading; true where that is the end.
    private func follow(
        _ start: Int, into threads: inout Threads, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
    ) -> Bool {
        var stack = [start]
        while let place = stack.popLast() {
            guard threads.insert(place) else { continue }
            switch program[place] {
            case .end: return true
            case .scalar: threads.places.append(place)
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assert(let assertion):
                if assertion.holds(before, after) { stack.append(place + 1) }
            }
        }
        return false
    }
}

/// The places that a match has come to.
private struct Threads {
    /// Those that read a scalar.
    var places: [Int] = []
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

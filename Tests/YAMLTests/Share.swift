import Testing

/// Counts how many cases pass, prints the share, and requires a floor.
struct Share {
    private let name: String
    private var passed = 0
    private var total = 0
    private var failures: [String] = []

    init(_ name: String) { self.name = name }

    mutating func count(_ isRight: Bool, _ row: @autoclosure () -> String) {
        total += 1
        if isRight { passed += 1 } else if failures.count < 12 { failures.append(row()) }
    }

    func require(_ floor: Double) {
        print("\(name): \(passed) of \(total) pass")
        for failure in failures { print("  not: \(failure)") }
        #expect(total > 0)
        #expect(Double(passed) >= floor * Double(total), "\(name): \(passed) of \(total)")
    }
}

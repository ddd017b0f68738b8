/// Counts what aliases make of a document, and tells when that is too much: goyaml's rule against "billion laughs".
struct AliasTally {
    private var decoded: UInt64 = 0
    private var aliased: UInt64 = 0

    @inline(__always)
    mutating func countNode() { decoded &+= 1 }

    mutating func countAliased(_ nodes: UInt64) {
        decoded = decoded.addingReportingOverflow(nodes).overflow ? .max : decoded &+ nodes
        aliased = aliased.addingReportingOverflow(nodes).overflow ? .max : aliased &+ nodes
    }

    @inline(__always)
    func isOver(_ limit: Int) -> Bool { decoded > UInt64(limit) }

    /// Small documents may be aliases nearly throughout; the larger, the smaller their share has to be.
    var isExcessive: Bool {
        guard aliased > 100, decoded > 1000 else { return false }
        return Double(aliased) / Double(decoded) > allowedShare
    }

    private var allowedShare: Double {
        let (low, high) = (400_000.0, 4_000_000.0)
        let count = Double(decoded)
        if count <= low { return 0.99 }
        if count >= high { return 0.1 }
        return 0.99 - 0.89 * (count - low) / (high - low)
    }
}

/// Why the embedded cluster's file cannot be used, and what to do.
public struct ClusterDatabaseError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }

    init(path: String, badRows: [String]) {
        let shown = badRows.prefix(5).joined(separator: "; ")
        let more = badRows.count > 5 ? "; and \(badRows.count - 5) more" : ""
        description =
            "\(path): \(badRows.count) damaged \(badRows.count == 1 ? "row" : "rows"): \(shown)\(more). Restore the file "
            + "from a copy, or move it away to begin a new cluster; what Git describes is applied to it anew."
    }
}

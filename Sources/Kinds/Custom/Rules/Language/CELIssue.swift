/// What keeps a text from being a rule.
struct CELIssue: Hashable {
    /// In Unicode scalars from the start.
    var place: Int
    var message: String

    /// All issues of a text as cel-go shows them, each with its line and a mark below the place.
    static func text(_ issues: [CELIssue], in source: String) -> String {
        let lines = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        var starts: [Int] = []
        var start = 0
        for line in lines {
            starts.append(start)
            start += line.count + 1
        }
        let placed = issues.map { issue in
            let line = (starts.lastIndex { $0 <= issue.place }) ?? 0
            return (line: line, column: max(0, issue.place - (starts.isEmpty ? 0 : starts[line])), issue: issue)
        }
        let sorted = placed.enumerated().sorted {
            ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
        }
        return sorted.map(\.element).map { entry in
            let head = "ERROR: <input>:\(entry.line + 1):\(entry.column + 1): \(entry.issue.message)"
            guard entry.line < lines.count else { return head }
            let line = lines[entry.line]
            var mark = ""
            for column in 0..<entry.column {
                mark += column < line.count && line[column].value >= 0x80 ? "．" : "."
            }
            mark += entry.column < line.count && line[entry.column].value >= 0x80 ? "＾" : "^"
            var shown = String.UnicodeScalarView()
            shown.append(contentsOf: line.map { $0 == "\t" ? " " : $0 })
            return "\(head)\n | \(String(shown))\n | \(mark)"
        }.joined(separator: "\n")
    }
}

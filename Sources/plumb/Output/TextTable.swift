/// Columns of text, as wide as they need to be.
struct TextTable {
    var header: [String]
    var rows: [[String]] = []

    init(_ header: String...) { self.header = header }
    init(_ header: [String]) { self.header = header }

    mutating func add(_ cells: String...) { rows.append(cells) }

    var text: String {
        var widths = header.map(\.count)
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], visibleCount(cell)) }
        }
        let lines = [header.map { Tone.dim.paint($0) }] + rows
        return lines.map { line in
            var text = ""
            for (index, cell) in line.enumerated() {
                text += cell
                if index < line.count - 1 {
                    text += String(repeating: " ", count: widths[index] - visibleCount(cell) + 3)
                }
            }
            return text
        }.joined(separator: "\n") + "\n"
    }

    /// Without the escape sequences of colours.
    private func visibleCount(_ text: String) -> Int {
        var count = 0
        var escaped = false
        for character in text {
            if character == "\u{1b}" {
                escaped = true
            } else if escaped {
                escaped = character != "m"
            } else {
                count += 1
            }
        }
        return count
    }
}

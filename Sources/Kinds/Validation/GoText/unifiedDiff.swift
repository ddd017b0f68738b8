/// The differences of two texts as `diff -u` shows them, without the file names: what the server adds to a message
/// about fields that must not change. Blocks are matched as Python's difflib matches them.
func unifiedDiff(_ old: [String], _ new: [String], context: Int = 3) -> String {
    var text = ""
    for group in grouped(opcodes(old, new), context) {
        guard let first = group.first, let last = group.last else { continue }
        text +=
            "@@ -\(range(first.old.lowerBound, last.old.upperBound)) "
            + "+\(range(first.new.lowerBound, last.new.upperBound)) @@\n"
        for code in group {
            if code.isEqual {
                for line in old[code.old] { text += " \(line)\n" }
                continue
            }
            for line in old[code.old] { text += "-\(line)\n" }
            for line in new[code.new] { text += "+\(line)\n" }
        }
    }
    return text
}

private struct Opcode {
    var isEqual: Bool
    var old: Range<Int>
    var new: Range<Int>
}

private func range(_ start: Int, _ end: Int) -> String {
    let length = end - start
    if length == 1 { return "\(start + 1)" }
    return "\(length == 0 ? start : start + 1),\(length)"
}

private func opcodes(_ old: [String], _ new: [String]) -> [Opcode] {
    var places: [String: [Int]] = [:]
    for (index, line) in new.enumerated() { places[line, default: []].append(index) }
    // Lines that are everywhere match nothing by themselves.
    if new.count >= 200 {
        let limit = new.count / 100 + 1
        places = places.filter { $0.value.count <= limit }
    }
    var blocks: [(old: Int, new: Int, count: Int)] = []
    var queue = [(0, old.count, 0, new.count)]
    while let (oldLow, oldHigh, newLow, newHigh) = queue.popLast() {
        let match = longestMatch(old, new, places, oldLow..<oldHigh, newLow..<newHigh)
        guard match.count > 0 else { continue }
        blocks.append(match)
        if oldLow < match.old, newLow < match.new { queue.append((oldLow, match.old, newLow, match.new)) }
        if match.old + match.count < oldHigh, match.new + match.count < newHigh {
            queue.append((match.old + match.count, oldHigh, match.new + match.count, newHigh))
        }
    }
    blocks.sort { ($0.old, $0.new) < ($1.old, $1.new) }
    var codes: [Opcode] = []
    var (i, j) = (0, 0)
    for block in blocks + [(old.count, new.count, 0)] {
        if i < block.old || j < block.new {
            codes.append(Opcode(isEqual: false, old: i..<block.old, new: j..<block.new))
        }
        (i, j) = (block.old + block.count, block.new + block.count)
        guard block.count > 0 else { continue }
        if let last = codes.last, last.isEqual {
            codes[codes.count - 1].old = last.old.lowerBound..<i
            codes[codes.count - 1].new = last.new.lowerBound..<j
        } else {
            codes.append(Opcode(isEqual: true, old: block.old..<i, new: block.new..<j))
        }
    }
    return codes
}

private func longestMatch(
    _ old: [String], _ new: [String], _ places: [String: [Int]], _ oldRange: Range<Int>, _ newRange: Range<Int>
) -> (old: Int, new: Int, count: Int) {
    var best = (old: oldRange.lowerBound, new: newRange.lowerBound, count: 0)
    var lengths: [Int: Int] = [:]
    for i in oldRange {
        var next: [Int: Int] = [:]
        for j in places[old[i]] ?? [] {
            if j < newRange.lowerBound { continue }
            if j >= newRange.upperBound { break }
            let length = (lengths[j - 1] ?? 0) + 1
            next[j] = length
            if length > best.count { best = (i - length + 1, j - length + 1, length) }
        }
        lengths = next
    }
    while best.old > oldRange.lowerBound, best.new > newRange.lowerBound, old[best.old - 1] == new[best.new - 1] {
        best = (best.old - 1, best.new - 1, best.count + 1)
    }
    while best.old + best.count < oldRange.upperBound, best.new + best.count < newRange.upperBound,
        old[best.old + best.count] == new[best.new + best.count]
    { best.count += 1 }
    return best
}

private func grouped(_ codes: [Opcode], _ context: Int) -> [[Opcode]] {
    var codes = codes
    guard codes.contains(where: { !$0.isEqual }) else { return [] }
    if let first = codes.first, first.isEqual {
        codes[0].old = max(first.old.lowerBound, first.old.upperBound - context)..<first.old.upperBound
        codes[0].new = max(first.new.lowerBound, first.new.upperBound - context)..<first.new.upperBound
    }
    if let last = codes.last, last.isEqual {
        codes[codes.count - 1].old = last.old.lowerBound..<min(last.old.upperBound, last.old.lowerBound + context)
        codes[codes.count - 1].new = last.new.lowerBound..<min(last.new.upperBound, last.new.lowerBound + context)
    }
    var groups: [[Opcode]] = []
    var group: [Opcode] = []
    for code in codes {
        if code.isEqual, code.old.count > 2 * context {
            group.append(
                Opcode(
                    isEqual: true, old: code.old.lowerBound..<code.old.lowerBound + context,
                    new: code.new.lowerBound..<code.new.lowerBound + context))
            groups.append(group)
            group = [
                Opcode(
                    isEqual: true, old: code.old.upperBound - context..<code.old.upperBound,
                    new: code.new.upperBound - context..<code.new.upperBound)
            ]
            continue
        }
        group.append(code)
    }
    if !group.isEmpty, !(group.count == 1 && group[0].isEqual) { groups.append(group) }
    return groups
}

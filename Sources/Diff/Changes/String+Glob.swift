extension String {
    /// Whether the whole text fits a pattern in which `*` stands for any characters and `?` for one.
    public func matches(glob: String) -> Bool {
        let text = Array(utf8)
        let pattern = Array(glob.utf8)
        var place = 0
        var at = 0
        var star: (pattern: Int, text: Int)?
        while place < text.count {
            if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
                star = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == UInt8(ascii: "?") || pattern[at] == text[place] {
                at += 1
                place += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                at = last.pattern + 1
                place = last.text + 1
            } else {
                return false
            }
        }
        while at < pattern.count, pattern[at] == UInt8(ascii: "*") { at += 1 }
        return at == pattern.count
    }
}

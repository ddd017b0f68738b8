/// The order in which goyaml writes keys: letters by their code, other characters before letters, numbers by value.
func keyPrecedes(_ left: String, _ right: String) -> Bool {
    let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    for index in 0..<min(a.count, b.count) where a[index] != b[index] {
        let (isLetter, otherIsLetter) = (a[index].properties.isAlphabetic, b[index].properties.isAlphabetic)
        if isLetter, otherIsLetter { return a[index].value < b[index].value }
        if isLetter || otherIsLetter { return otherIsLetter }
        var start: Int64 = 0
        if a[index] == "0" || b[index] == "0" {
            // Within a number, a zero counts as one of its digits.
            let digits = a[..<index].reversed().prefix { isDigit($0) }
            if digits.contains(where: { $0 != "0" }) { start = 1 }
        }
        let (x, xEnd) = number(a, from: index, start)
        let (y, yEnd) = number(b, from: index, start)
        if x != y { return x < y }
        if xEnd != yEnd { return xEnd < yEnd }
        return a[index].value < b[index].value
    }
    return a.count < b.count
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

private func number(_ scalars: [Unicode.Scalar], from index: Int, _ start: Int64) -> (value: Int64, end: Int) {
    var (value, end) = (start, index)
    while end < scalars.count, isDigit(scalars[end]) {
        value = value &* 10 &+ Int64(scalars[end].value - 0x30)
        end += 1
    }
    return (value, end)
}

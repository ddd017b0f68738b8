import Model

/// The exact amount that a resource quantity stands for, as digits and powers, so that `1`, `1000m`, `1e0` and `1k` /
/// 1000 compare without rounding. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
struct ExactAmount: Hashable {
    private var isNegative: Bool
    /// Without leading and trailing zeros; empty for nothing.
    private var digits: [UInt8]
    private var powerOfTen: Int

    /// Nil for what is no quantity.
    init?(_ value: Value) {
        if let text = value.string {
            self.init(text: text)
        } else if let number = value.int {
            self.init(text: String(number))
        } else if let number = value.number, number.isFinite {
            self.init(text: String(number))
        } else {
            return nil
        }
    }

    init?(text: String) {
        var rest = Array(text.utf8)[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        digits = []
        powerOfTen = 0
        var afterPoint = false
        var any = false
        while let byte = rest.first {
            if byte >= 0x30, byte <= 0x39 {
                any = true
                digits.append(byte - 0x30)
                if afterPoint { powerOfTen -= 1 }
            } else if byte == UInt8(ascii: "."), !afterPoint {
                afterPoint = true
            } else {
                break
            }
            rest.removeFirst()
        }
        guard any, digits.count <= 100, apply(suffix: String(decoding: rest, as: UTF8.self)) else { return nil }
        normalise()
    }

    private mutating func apply(suffix: String) -> Bool {
        if let power = ExactAmount.decimal[suffix] {
            powerOfTen += power
            return true
        }
        if let power = ExactAmount.binary[suffix] {
            for _ in 0..<power { multiply(by: 1024) }
            return true
        }
        guard suffix.first == "e" || suffix.first == "E", let power = Int(suffix.dropFirst()),
            (-999...999).contains(power)
        else { return false }
        powerOfTen += power
        return true
    }

    private mutating func multiply(by factor: Int) {
        var carry = 0
        for index in digits.indices.reversed() {
            let product = Int(digits[index]) * factor + carry
            digits[index] = UInt8(product % 10)
            carry = product / 10
        }
        while carry > 0 {
            digits.insert(UInt8(carry % 10), at: 0)
            carry /= 10
        }
    }

    private mutating func normalise() {
        while digits.last == 0 {
            digits.removeLast()
            powerOfTen += 1
        }
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        if digits.isEmpty {
            isNegative = false
            powerOfTen = 0
        }
    }

    private static let decimal = [
        "": 0, "n": -9, "u": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
    ]
    private static let binary = ["Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6]
}

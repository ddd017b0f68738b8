import Model

/// What becomes of scalars: `bytes` are the scalar's own text.
extension FlatBuilder {
    /// Names the next value. False, and nothing is said, where the scalar is null: JSON has no such name.
    mutating func key(_ scalar: Scalar, _ bytes: UnsafeBufferPointer<UInt8>, mark: UInt64) -> Bool {
        switch scalar {
        case .text: key(bytes, mark: mark)
        case .bytes(let decoded): decoded.withUnsafeBufferPointer { key($0, mark: mark) }
        case .bool(let flag): key(flag ? "true" : "false", mark: mark)
        case .int(let number): key(String(number), mark: mark)
        case .double(let number): key(GoFloat.text(number), mark: mark)
        case .null: return false
        }
        return true
    }

    /// Says a value. False, and nothing is said, where it is infinite or no number: JSON has no word for that.
    mutating func value(_ scalar: Scalar, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch scalar {
        case .text: string(bytes)
        case .bytes(let decoded): decoded.withUnsafeBufferPointer { string($0) }
        case .null: null()
        case .bool(let flag): bool(flag)
        case .int(let number): int(number)
        case .double(let number):
            guard number.isFinite else { return false }
            // JSON writes a whole number without a point, and reads it back as an integer.
            if number == number.rounded(), abs(number) < 9.2e18 { int(Int64(number)) } else { double(number) }
        }
        return true
    }
}

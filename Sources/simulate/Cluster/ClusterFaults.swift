/// How likely each fault of the API server is, of a thousand requests.
struct ClusterFaults: Hashable, Sendable {
    var errorBefore = 0
    var errorAfter = 0
    var noAnswerBefore = 0
    var noAnswerAfter = 0
    var tooManyRequests = 0
    var conflict = 0
    var slow = 0
    /// Of a thousand changes that are told, after how many a watch ends, expires or falls behind.
    var watchEnds = 0
    var watchExpires = 0
    var watchLags = 0

    static let none = ClusterFaults()

    // Safe: a constant; key paths without captured subscripts hold nothing that changes.
    nonisolated(unsafe) static let rates: [(name: String, path: WritableKeyPath<ClusterFaults, Int>)] = [
        ("errors before the write", \.errorBefore), ("errors after it", \.errorAfter),
        ("no answer, not written", \.noAnswerBefore), ("no answer, written", \.noAnswerAfter),
        ("429", \.tooManyRequests), ("409", \.conflict), ("slow", \.slow), ("watches that end", \.watchEnds),
        ("watches that expire", \.watchExpires), ("watches that fall behind", \.watchLags),
    ]
}

import ClusterAPI
import Model

/// What a client wants of a log.
struct LogOptions: Sendable {
    var container = ""
    var follows = false
    var previous = false
    var timestamps = false
    var tailLines: Int?
    var limitBytes: Int?
    var sinceSeconds: Int?

    init() {}

    init(_ query: Query) throws(ClusterError) {
        container = query["container"]
        follows = query.flag("follow")
        previous = query.flag("previous")
        timestamps = query.flag("timestamps")
        tailLines = query.int("tailLines")
        limitBytes = query.int("limitBytes")
        sinceSeconds = query.int("sinceSeconds")
        for (name, value, least) in [
            ("tailLines", tailLines, 0), ("limitBytes", limitBytes, 1), ("sinceSeconds", sinceSeconds, 1),
        ] {
            guard let value, value < least else { continue }
            throw .invalidOptions(
                "PodLogOptions",
                ClusterError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \(value): must be greater than or equal to \(least)",
                    field: name))
        }
    }

    /// The last bytes that may be sent.
    func cut(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard let limitBytes else { return bytes }
        return Array(bytes.prefix(limitBytes))
    }
}

import ClusterAPI
import Model

extension LogOptions {
    /// What a client wants of a log.
    init(_ query: Query) throws(ClusterError) {
        self.init()
        container = query["container"]
        follows = query.flag("follow")
        previous = query.flag("previous")
        timestamps = query.flag("timestamps")
        tailLines = try query.number("tailLines")
        limitBytes = try query.number("limitBytes")
        sinceSeconds = try query.number("sinceSeconds")
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
}

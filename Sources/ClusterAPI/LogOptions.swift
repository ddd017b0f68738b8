/// Which part of a container's log is wanted.
/// https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#read-log-pod-v1-core
public struct LogOptions: Sendable {
    /// Empty for the pod's only one.
    public var container = ""
    /// What is written from now on too; up to whoever serves the request.
    public var follows = false
    /// Of the run before the present one.
    public var previous = false
    public var timestamps = false
    /// The last lines only.
    public var tailLines: Int?
    /// No more than the first bytes.
    public var limitBytes: Int?
    public var sinceSeconds: Int?

    public init() {}

    /// The bytes that may be sent.
    public func cut(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard let limitBytes else { return bytes }
        return Array(bytes.prefix(limitBytes))
    }
}

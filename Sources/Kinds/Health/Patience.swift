internal import Model

/// How long trouble may last before it counts as lasting. Each is long enough for what mends itself.
enum Patience {
    /// A container that crashed once and came back after each restart so far may wait for something: with these many
    /// behind it the kubelet pauses 40 s and longer.
    static let restarts = 3
    /// A definite answer of a registry, seen once. In `ImagePullBackOff` the kubelet has asked at least twice.
    static let imageAnswer = Duration.seconds(5)
    /// A ConfigMap or Secret that another controller may be about to write.
    static let missingConfiguration = Duration.seconds(30)
    /// A container that cannot be created or started.
    static let start = Duration.seconds(30)
    /// A pod that no node has room for: old pods go within their grace period, mostly 30 s.
    static let scheduling = Duration.seconds(60)
    /// Pods that admission refuses: a quota frees up as old pods go.
    static let admission = Duration.seconds(30)
}

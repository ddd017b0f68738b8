/// The names that a Job's pods carry.
enum JobNames {
    static let controller = "job-controller"
    /// Holds a pod until the Job has counted how it ended.
    static let tracking = "batch.kubernetes.io/job-tracking"
    static let completionIndex = "batch.kubernetes.io/job-completion-index"
    static let failureCount = "batch.kubernetes.io/job-index-failure-count"
    static let ignoredFailureCount = "batch.kubernetes.io/job-index-ignored-failure-count"
}

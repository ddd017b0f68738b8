/// Where an application stands.
public enum SyncState: String, Sendable, Hashable {
    /// Nothing has been looked at yet.
    case unknown = "Unknown"
    /// A transaction runs.
    case progressing = "Progressing"
    /// The cluster holds the tip.
    case synced = "Synced"
    /// The cluster does not hold the tip, and plumb was told to leave it so, or waits for another application.
    case outOfSync = "OutOfSync"
    /// The tip was refused before the first write.
    case refused = "Refused"
    /// The tip was applied and undone.
    case rolledBack = "RolledBack"
    /// Undoing could not be completed; it is tried again.
    case stuck = "Stuck"
    case suspended = "Suspended"
    /// The cluster does not answer.
    case unreachable = "Unreachable"
    /// The source cannot be read.
    case error = "Error"
}

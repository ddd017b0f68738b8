/// Where a transaction stands.
///
/// | phase | means | left by |
/// |---|---|---|
/// | planned | nothing has happened | `next()` |
/// | recovering | a former process wrote everything, and not all results are known: the cluster is asked | all is there: verifying; else rolling back |
/// | preflight | asks for all that can be refused; writes nothing | no problem: applying; else the end, refused |
/// | applying | steps are written as what they wait for becomes true | all written: verifying; trouble: rolling back |
/// | verifying | everything is written, not everything is healthy | all healthy: pruning |
/// | pruning | what the revision no longer has is deleted | all gone: committed |
/// | committed | the end | – |
/// | rollingBack | every step that was begun is undone | everything is back: rolled back |
/// | rolledBack | the end | – |
/// | stuck | something could not be undone; the end of this attempt | `Transaction.undoing` takes it up again |
/// | refused | the end; nothing was written | – |
public enum Phase: String, Hashable, Sendable {
    case planned, recovering, preflight, applying, verifying, pruning, committed
    case rollingBack = "rolling back"
    case rolledBack = "rolled back"
    case stuck, refused

    /// Nothing follows any more.
    public var isFinal: Bool {
        switch self {
        case .committed, .rolledBack, .stuck, .refused: true
        default: false
        }
    }
}

public import ClusterAPI
public import Model

/// What a transaction wants done now. Actions are carried out in their order; calls may then run side by side.
public enum Action: Sendable {
    /// The cluster answers whether it would take these; where it would, `begin` follows.
    case prepare([Step])
    /// Write the plan and its before-images down.
    case begin(TransactionRecord)
    case enter(Phase)
    /// Write results down.
    case note([StepResult])
    /// Write down what other requests will be made for, whose turn comes later, together with what is written down now.
    case announce([Intent])
    /// Write down where it stands, for whoever asks while it is open: why it is undone, what holds it up.
    case explain(String)
    /// Make a request. Its intent, where it has one, is written down before.
    case call(Call)
    /// Follow a collection until the end, and tell what happens in it. Asked for once.
    case watch(WatchTarget)
    case finish(Outcome)
}

/// One request, and what it is for.
public struct Call: Sendable {
    /// To be named in the answer.
    public var id: Int
    public var request: Request
    public var intent: Intent?
}

/// A collection.
public struct WatchTarget: Hashable, Sendable {
    public var type: ResourceType
    /// Empty for all namespaces.
    public var namespace: String

    public init(type: ResourceType, namespace: String) {
        self.type = type
        self.namespace = namespace
    }
}

/// What happened, as a transaction is told.
public enum Event: Sendable {
    case answered(call: Int, Result<Response, ClusterError>)
    /// An object that is being watched was added or changed.
    case observed(Value)
    /// An object that is being watched is gone.
    case vanished(Value)
    /// A watch begins anew: what it told so far counts no more.
    case relisting(WatchTarget)
    /// A watch has told everything there is.
    case listed(WatchTarget)
    /// `wakeAt` has come.
    case time
    /// plumb is asked to stop.
    case stop
    /// Nothing can be written down any more.
    case journalFailed(String)
}

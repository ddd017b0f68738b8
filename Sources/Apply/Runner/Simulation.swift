public import Model

/// A transaction on a cluster that stands still between its steps: no task, no clock, no chance. Everything that a
/// `TransactionRunner` does happens in one thread and one order, minutes in milliseconds.
public struct Simulation<C: SteppedCluster> {
    public private(set) var transaction: Transaction
    public var cluster: C
    public private(set) var now: Instant
    public private(set) var facts: [Fact] = []

    private var watched: Set<WatchTarget> = []
    private var calls: [Call] = []

    public init(_ transaction: Transaction, on cluster: C, at now: Instant) {
        self.transaction = transaction
        self.cluster = cluster
        self.now = now
    }

    public var outcome: Outcome? { transaction.outcome }

    /// Runs to the end.
    public mutating func run() -> Outcome {
        while true {
            for action in step() { if case .finish(let outcome) = action { return outcome } }
        }
    }

    /// Does one thing: answers one request, or lets the time pass until something happens. Returns what the transaction
    /// then wanted, journal entries included; a journal that keeps them must do so before the next call.
    public mutating func step() -> [Action] {
        if !calls.isEmpty {
            let call = calls.removeFirst()
            tell(.answered(call: call.id, cluster.answer(call.request, at: now)))
        } else if isStarted {
            pass()
        }
        isStarted = true
        publish()
        let actions = transaction.next(at: now)
        for action in actions {
            switch action {
            case .call(let call): calls.append(call)
            case .watch(let target):
                watched.insert(target)
                for object in cluster.objects(of: target) { tell(.observed(object)) }
                tell(.listed(target))
            case .prepare, .begin, .announce, .enter, .note, .explain, .finish: break
            }
        }
        facts += transaction.takeFacts()
        return actions
    }
    private var isStarted = false

    /// As if it had happened to the transaction: `.stop`, for instance.
    public mutating func tell(_ event: Event) { transaction.record(event, at: now) }

    private mutating func pass() {
        let wake = transaction.wakeAt
        let due = cluster.nextDue()
        guard let next = [wake, due].compactMap({ $0 }).min() else { return }
        now = max(now, next)
        cluster.advance(to: now)
        if let wake, wake <= now { tell(.time) }
    }

    private mutating func publish() {
        for (object, isGone) in cluster.takeChanges() {
            let isWatched = watched.contains { target in
                target.type.kind == object.objectKind && target.type.group == object.group
                    && (target.namespace.isEmpty || target.namespace == object.namespace)
            }
            if isWatched { tell(isGone ? .vanished(object) : .observed(object)) }
        }
    }
}

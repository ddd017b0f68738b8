import DequeModule
import HeapModule
import Model

/// What is to be done now, each once and in the order it was asked for; and what is to be done later.
struct WorkQueue: Sendable {
    private var ready: Deque<WorkItem> = []
    private var isReady: Set<WorkItem> = []
    private var timers = Heap<Timer>()
    /// Events that grow old, apart from the work proper, so that what is still to happen can be told from them.
    private var expiries = Heap<Timer>()
    private var due: [WorkItem: Instant] = [:]
    private var sequence: UInt64 = 0
    private var failures: [WorkItem: Int] = [:]

    private struct Timer: Comparable, Sendable {
        var due: Instant
        /// Timers of one instant go off in the order they were set.
        var sequence: UInt64
        var item: WorkItem

        static func == (left: Timer, right: Timer) -> Bool { left.sequence == right.sequence }
        static func < (left: Timer, right: Timer) -> Bool {
            (left.due, left.sequence) < (right.due, right.sequence)
        }
    }

    var isEmpty: Bool { ready.isEmpty }

    mutating func add(_ item: WorkItem) {
        if isReady.insert(item).inserted { ready.append(item) }
    }

    mutating func next() -> WorkItem? {
        guard let item = ready.popFirst() else { return nil }
        isReady.remove(item)
        return item
    }

    /// Sets the one timer of an item, in place of an earlier one; nil only removes that.
    mutating func setTimer(_ item: WorkItem, at instant: Instant?) {
        guard let instant else {
            due[item] = nil
            return
        }
        if due[item] == instant { return }
        due[item] = instant
        sequence &+= 1
        let timer = Timer(due: instant, sequence: sequence, item: item)
        if case .expire = item { expiries.insert(timer) } else { timers.insert(timer) }
    }

    /// When the next timer goes off; those of Events that grow old count where `expiry` says so.
    mutating func nextTimer(expiry: Bool = true) -> Instant? {
        let work = WorkQueue.next(of: &timers, due)
        guard expiry, let old = WorkQueue.next(of: &expiries, due) else { return work }
        return min(work ?? old, old)
    }

    private static func next(of timers: inout Heap<Timer>, _ due: [WorkItem: Instant]) -> Instant? {
        while let first = timers.min {
            if due[first.item] == first.due { return first.due }
            timers.removeMin()
        }
        return nil
    }

    /// Makes ready what is due at `instant`.
    mutating func fire(at instant: Instant) {
        for item in WorkQueue.fire(&timers, &due, at: instant) + WorkQueue.fire(&expiries, &due, at: instant) {
            add(item)
        }
    }

    private static func fire(
        _ timers: inout Heap<Timer>, _ due: inout [WorkItem: Instant], at instant: Instant
    ) -> [WorkItem] {
        var fired: [WorkItem] = []
        while let first = timers.min, first.due <= instant {
            timers.removeMin()
            guard due[first.item] == first.due else { continue }
            due[first.item] = nil
            fired.append(first.item)
        }
        return fired
    }

    /// An item could not be done: again later, each time twice as late, from 5 ms to 1000 s, as client-go's queues do.
    mutating func failed(_ item: WorkItem, at now: Instant) {
        let count = failures[item, default: 0]
        failures[item] = count + 1
        let delay = min(5 << Int64(min(count, 18)), 1_000_000)
        setTimer(item, at: now + .milliseconds(delay))
    }

    mutating func succeeded(_ item: WorkItem) {
        if !failures.isEmpty { failures[item] = nil }
    }
}

import Model

/// How repeated Events become one with a count, as client-go's correlator does it: equal ones are counted; more than
/// ten alike that differ in their message are combined; a source that floods one object is cut short.
struct EventRecorder: Sendable {
    /// What makes two Events equal.
    private struct Identity: Hashable, Sendable {
        var source: String
        var regarding: ObjectKey
        var uid: String
        var fieldPath: String
        var type: ClusterEvent.EventType
        var reason: String
        var message: String
    }
    private struct Alike: Sendable {
        var messages: Set<String> = []
        var last: Instant
    }
    private struct Allowance: Sendable {
        var tokens: Double
        var last: Instant
    }

    private var names: [Identity: String] = [:]
    private var alike: [Identity: Alike] = [:]
    private var allowances: [Identity: Allowance] = [:]

    private static let burst = 25.0
    private static let refillPerSecond = 1.0 / 300
    private static let combineAfter = 10
    private static let combineWithin: Duration = .seconds(600)
    /// client-go remembers as many.
    private static let capacity = 4096

    enum Outcome {
        case drop
        /// The message to write, and the name of the Event that already has it.
        case write(message: String, existing: String?)
    }

    /// What becomes of an Event; `didWrite` follows where a new one was made of it.
    mutating func record(_ event: ClusterEvent, at now: Instant) -> Outcome {
        forgetSome()
        var identity = identity(of: event)
        identity.message = ""
        var similar = alike[identity] ?? Alike(last: now)
        if now - similar.last > EventRecorder.combineWithin { similar = Alike(last: now) }
        similar.messages.insert(event.message)
        similar.last = now
        alike[identity] = similar
        if similar.messages.count >= EventRecorder.combineAfter {
            identity.message = "(combined)"
        } else {
            identity.message = event.message
        }
        guard isAllowed(event, at: now) else { return .drop }
        let message =
            identity.message == "(combined)" ? "(combined from similar events): \(event.message)" : event.message
        return .write(message: message, existing: names[identity])
    }

    mutating func didWrite(_ event: ClusterEvent, message: String, as name: String) {
        var identity = identity(of: event)
        if message != event.message { identity.message = "(combined)" }
        names[identity] = name
    }

    private func identity(of event: ClusterEvent) -> Identity {
        Identity(
            source: event.source, regarding: event.regarding.key, uid: event.regarding.uid, fieldPath: event.fieldPath,
            type: event.type, reason: event.reason, message: event.message)
    }

    private mutating func isAllowed(_ event: ClusterEvent, at now: Instant) -> Bool {
        var identity = identity(of: event)
        identity.fieldPath = ""
        identity.type = .normal
        identity.reason = ""
        identity.message = ""
        var allowance = allowances[identity] ?? Allowance(tokens: EventRecorder.burst, last: now)
        let seconds = Double((now - allowance.last).milliseconds) / 1000
        allowance.tokens = min(EventRecorder.burst, allowance.tokens + seconds * EventRecorder.refillPerSecond)
        allowance.last = now
        let isAllowed = allowance.tokens >= 1
        if isAllowed { allowance.tokens -= 1 }
        allowances[identity] = allowance
        return isAllowed
    }

    private mutating func forgetSome() {
        if names.count > EventRecorder.capacity { names.removeAll() }
        if alike.count > EventRecorder.capacity { alike.removeAll() }
        if allowances.count > EventRecorder.capacity { allowances.removeAll() }
    }
}

public import Diff
public import Model

/// One change of one object, and what it waits for.
public struct Step: Hashable, Sendable, Identifiable {
    public enum Action: String, Hashable, Sendable {
        case create, update, delete
        /// Delete, then create: for fields that cannot be changed in place.
        case replace
    }

    /// What has to be true of another step before this one may start.
    public struct Wait: Hashable, Sendable {
        public enum Until: String, Hashable, Sendable {
            /// It has been written.
            case exists
            /// It has been written, and is healthy.
            case healthy
            /// It has been deleted, and nothing is left of it.
            case gone
        }

        /// The other step's `id`.
        public var on: Int
        public var until: Until
        /// In words: `Deployment "api" takes DB_PASSWORD from it`.
        public var because: String

        public init(on: Int, until: Until, because: String) {
            self.on = on
            self.until = until
            self.because = because
        }
    }

    /// The step's index in its plan.
    public var id: Int
    public var change: Change
    public var action: Action
    public var type: ResourceType
    /// `plumb.dev/wave`; 0 where it names none. Deletes have none.
    public var wave: Int
    public var waits: [Wait]
    /// Nil for objects that are kept.
    public var hook: Hook?

    public init(
        id: Int, change: Change, action: Action, type: ResourceType, wave: Int = 0, waits: [Wait] = [],
        hook: Hook? = nil
    ) {
        self.id = id
        self.change = change
        self.action = action
        self.type = type
        self.wave = wave
        self.waits = waits
        self.hook = hook
    }

    /// Part of what applies a revision; the others run only where it fails.
    var isForward: Bool { hook != .onFailure }

    public var key: ObjectKey { change.key }
    public var origin: Origin? { change.origin }
    /// What is written: the merged object, or the revision's own for a create.
    public var body: Value? { change.result ?? change.desired }
}

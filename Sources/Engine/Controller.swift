public import Model

/// One of the cluster's control loops: level-triggered, from what is to what should be.
///
/// A controller is pure. It is called with the key of an object that may need work, looks at the whole view, and
/// returns what to do now; the state machine performs that and calls again when something that matters changes.
public protocol Controller: Sendable {
    /// As event sources name it: `deployment-controller`.
    var name: String { get }

    /// The kinds whose writes `keys` is asked about; nil for all.
    var kinds: [GroupKind]? { get }

    /// Which objects may need work now that `object` was written (`old` is what it was before; nil when it is new) or,
    /// where `new` is nil, removed.
    func keys(old: Value?, new: Value?, in view: any ClusterView) -> [ObjectKey]

    func reconcile(_ key: ObjectKey, in view: any ClusterView, at now: Instant) -> Reconciliation
}

extension Controller {
    public var kinds: [GroupKind]? { nil }
}

/// What a controller wants done.
public struct Reconciliation: Sendable {
    public var mutations: [Mutation] = []
    /// Call again at this time even if nothing changes.
    public var again: Instant?

    public init(_ mutations: [Mutation] = [], again: Instant? = nil) {
        self.mutations = mutations
        self.again = again
    }
}

/// One write of a controller. Writes that change nothing are not written.
public enum Mutation: Sendable {
    /// `metadata.generateName` is filled in by the store.
    case create(Value)
    /// Metadata and spec; the status stays as it is. Refused (and reconciled again) where the resourceVersion is stale.
    case update(Value)
    /// The status only.
    case updateStatus(Value)
    /// The whole object as it stands, status included, leaving `metadata.generation` as it is: what subresources such
    /// as `binding` do.
    case write(Value)
    /// With the uid that was seen; nil takes whatever has the name.
    case delete(ObjectKey, uid: String?, gracePeriodSeconds: Int?)
    case event(ClusterEvent)
    /// Keeps a note about the object with this uid until the object is removed; nil forgets it. A note is no part of
    /// the API and wakes nobody. The simulated kubelet keeps its times here, finer than the API's whole seconds.
    case note(uid: String, Value?)
}

/// An Event to record; equal ones are counted, not repeated.
public struct ClusterEvent: Hashable, Sendable {
    public enum EventType: String, Sendable { case normal = "Normal", warning = "Warning" }
    /// The object it is about.
    public var regarding: Value
    /// Of a container: `spec.containers{app}`; empty for the object itself.
    public var fieldPath: String
    public var type: EventType
    public var reason: String
    public var message: String
    /// `kubelet`, `default-scheduler`, `replicaset-controller` …
    public var source: String

    public init(
        regarding: Value, fieldPath: String = "", type: EventType = .normal, reason: String, message: String,
        source: String
    ) {
        self.regarding = regarding
        self.fieldPath = fieldPath
        self.type = type
        self.reason = reason
        self.message = message
        self.source = source
    }
}

/// The state as a controller sees it.
public protocol ClusterView: Sendable {
    func object(_ key: ObjectKey) -> Value?
    /// All objects of a kind, in all namespaces where `namespace` is nil; in the order of their names.
    func objects(group: String, kind: String, namespace: String?) -> [Value]
    /// The objects with an ownerReference to this uid.
    func owned(by uid: String) -> [Value]
    /// The objects of a kind in a namespace that no controller owns: the ones that a controller may adopt.
    func uncontrolled(group: String, kind: String, namespace: String) -> [Value]
    /// The pods of a namespace that carry a label with this value.
    func pods(namespace: String, label: String, value: String) -> [Value]
    /// The Services of a namespace whose selector matches these labels.
    func services(namespace: String, selecting labels: Members) -> [Value]
    /// The pods that have no node yet, in order.
    func unplacedPods() -> [Value]
    /// Those of them that other pods make room for.
    func nominatedPods() -> [Value]
    /// The pods that keep others away by a required anti-affinity.
    func podsWithAntiAffinity() -> [Value]
    /// The pods that take ports of their nodes.
    func podsWithHostPorts() -> [Value]
    /// What `Mutation.note` kept about the object with this uid.
    func note(about uid: String) -> Value?
    /// Why a create of this object would be refused now (namespace terminating, missing service account, quota);
    /// nil where it would not.
    func refusal(ofCreating object: Value) -> String?
    /// How many objects like this one, up to `count`, could be created now, and why not more; nil where all could.
    func admissible(_ count: Int, of object: Value) -> (count: Int, refusal: String?)
    /// What the simulated parts are configured with.
    var simulation: SimulationSettings { get }
}

/// How the simulated kubelet, registries and volumes behave.
public struct SimulationSettings: Sendable {
    /// From a pod's binding to its containers running, image pull included.
    public var pullDelay: Duration = .milliseconds(200)
    public var startDelay: Duration = .milliseconds(100)
    /// From running to ready, on top of a readiness probe's `initialDelaySeconds`.
    public var readyDelay: Duration = .milliseconds(200)
    /// How long a container runs that is to end by itself, as a Job's are; nil for one that never does.
    public var runTime: Duration? = .seconds(1)
    /// From a delete to the pod's end.
    public var stopDelay: Duration = .milliseconds(200)
    /// Whether autoscalers find metrics; those say that the load is what is aimed at.
    public var hasMetrics = true
    /// Registries that want credentials, by host.
    public var registries: [String: Registry] = [:]
    /// Images that no registry has: exact references, or patterns with `*`.
    public var missingImages: [String] = []
    /// Provisioners of storage classes that nobody runs, beside those under `.invalid`.
    public var missingProvisioners: [String] = []

    /// Who may pull.
    public struct Registry: Hashable, Sendable {
        public var username: String
        public var password: String

        public init(username: String, password: String) {
            self.username = username
            self.password = password
        }
    }

    public init() {}
}

import ClusterAPI
import Model

@testable import Engine

/// Plays a recording's steps on an embedded cluster in virtual time, set up as the recorder's cluster was: three nodes,
/// its kubelet's delays, its classes of storage.
struct RecordingPlayer {
    let namespace: String
    private(set) var state: ClusterState
    private(set) var extremes = PodExtremes()
    /// The Events written in the step, by their names.
    private(set) var events: [String: Value] = [:]
    /// The labels that tell templates apart, in the order they were first seen.
    private(set) var hashes: [String] = []
    /// What the names of CronJobs' Jobs end in.
    private(set) var cronMinutes: Set<String> = []
    /// Of everything that was ever there.
    private(set) var uids: [String] = []
    /// What each request of the step was refused with; nil for one that was not.
    private(set) var refusals: [ClusterError?] = []
    private var lastWrite: Instant

    init(namespace: String) throws {
        self.namespace = namespace
        var settings = ClusterSettings()
        settings.simulation.stopDelay = .milliseconds(300)
        settings.simulation.pullDelay = .zero
        settings.simulation.startDelay = .milliseconds(300)
        settings.simulation.runTime = nil
        settings.simulation.hasMetrics = false
        settings.simulation.missingProvisioners = ["absent.example.com/prov"]
        settings.simulation.missingImages = ["*:bad", "*broken*"]
        settings.workPerAdvance = 1
        settings.nodes = [("a", "ssd"), ("b", "hdd"), ("c", "hdd")].enumerated().map { index, row in
            var node = NodeSettings(name: "node-\(index + 1)")
            node.labels = ["topology.kubernetes.io/zone": "zone-\(row.0)", "disk": row.1]
            return node
        }
        let start = Instant(seconds: 1_800_000_000)
        lastWrite = start
        let controllers = standardControllers.filter { $0.name != "service-controller" }
        state = ClusterState(settings: settings, controllers: controllers, at: start)
        try prepare()
    }

    private mutating func prepare() throws {
        try perform(Request(.delete, try type(of: "StorageClass"), name: "standard"))
        for (name, mode, provisioner) in [
            ("sim-imm", "Immediate", "sim.local/prov"), ("sim-wffc", "WaitForFirstConsumer", "sim.local/prov"),
            ("absent-prov", "Immediate", "absent.example.com/prov"),
            ("static-wffc", "WaitForFirstConsumer", "kubernetes.io/no-provisioner"),
        ] {
            try create([
                "apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "metadata": ["name": Value(name)],
                "provisioner": Value(provisioner), "volumeBindingMode": Value(mode),
            ])
        }
        try create(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": Value(namespace)]])
        try create(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": Value(RecordingPlayer.foreignMap)]])
        pass(.seconds(5))
    }

    /// What the recorder's cluster put into every namespace; quotas count it.
    static let foreignMap = "openshift-service-ca.crt"

    /// Performs a step; a text where the player cannot.
    mutating func play(_ step: Value) -> String? {
        extremes = PodExtremes()
        events = [:]
        refusals = []
        sample()
        if let problem = perform(step: step["do"] ?? .null, responses: step["responses"]?.elements ?? []) {
            return problem
        }
        sample()
        let seconds = step["seconds"]?.number ?? 2
        pass(.milliseconds(Int64(seconds * 1000)))
        guard step["ended"]?.string == "stable" else { return nil }
        // Quiet for as long as the recorder waited.
        let limit = state.now + .seconds(20)
        while state.now - lastWrite < .milliseconds(1800), state.now < limit { pass(.milliseconds(200)) }
        return nil
    }

    /// Lets time pass, one reconciliation after the other.
    mutating func pass(_ duration: Duration) {
        let end = state.now + duration
        while let due = state.nextDue(), due <= end {
            state.advance(to: max(due, state.now))
            look()
        }
        state.advance(to: end)
        look()
    }

    /// Notes what the last write tells.
    private mutating func look() {
        var isPodWrite = false
        for change in state.takeWrites().changes {
            guard let object = change.new ?? change.old else { continue }
            if object.objectKind == "Event" {
                if let new = change.new { events[new.name] = new }
                continue
            }
            guard object.namespace == namespace || object.namespace.isEmpty else { continue }
            lastWrite = state.now
            if change.old?.uid != object.uid { uids.append(object.uid) }
            if object.objectKind == "Pod" { isPodWrite = true }
            if object.objectKind == "Job", object.annotation("batch.kubernetes.io/cronjob-scheduled-timestamp") != nil,
                let minute = object.name.split(separator: "-").last
            {
                cronMinutes.insert(String(minute))
            }
            for label in ["pod-template-hash", "controller.kubernetes.io/hash", "controller-revision-hash"]
            where object.objectKind != "Pod" {
                if let hash = object.label(label), !hashes.contains(hash) { hashes.append(hash) }
            }
        }
        if isPodWrite { sample() }
    }

    private mutating func sample() {
        extremes.add(state.objects(GroupKind(group: "", kind: "Pod"), namespace: namespace))
    }

    func type(of kind: String) throws -> ResourceType {
        guard let found = state.resources.first(where: { $0.type.kind == kind })?.type else {
            throw RecordingProblem(text: "no kind \(kind)")
        }
        return found
    }

    @discardableResult
    mutating func perform(_ request: Request) throws -> Response {
        defer { look() }
        do {
            let response = try state.handle(request, at: state.now)
            refusals.append(nil)
            return response
        } catch {
            refusals.append(error)
            throw error
        }
    }

    mutating func create(_ object: Value) throws {
        let type = try type(of: object.objectKind)
        try perform(
            Request(
                .create, type, namespace: type.isNamespaced ? namespace : "",
                body: RecordingAnnotations.toOurs(object)))
    }

    func objects(_ kind: String, group: String = "apps") -> [Value] {
        state.objects(GroupKind(group: group, kind: kind), namespace: namespace)
    }
}

struct RecordingProblem: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}

/// The recorder's annotations for its simulated kubelet, and ours.
enum RecordingAnnotations {
    private static let names = [
        ("sim/never-ready", "sim.plumb.dev/never-ready"), ("sim/crash-loop", "sim.plumb.dev/crash-loop"),
        ("sim/exit-code", "sim.plumb.dev/exit-code"), ("sim/start-delay", "sim.plumb.dev/start-delay"),
        ("sim/term-delay", "sim.plumb.dev/stop-delay"),
    ]

    static func toOurs(_ value: Value) -> Value {
        renamed(value, Dictionary(uniqueKeysWithValues: names.map { ($0.0, $0.1) }))
    }
    static func toTheirs(_ value: Value) -> Value {
        renamed(value, Dictionary(uniqueKeysWithValues: names.map { ($0.1, $0.0) }))
    }

    private static func renamed(_ value: Value, _ names: [String: String]) -> Value {
        if let members = value.object {
            return Value(Members(members.map { (names[$0.key] ?? $0.key, renamed($0.value, names)) }))
        }
        return value.array.map { Value($0.map { renamed($0, names) }) } ?? value
    }
}

import Apply
import ClusterAPI
import Engine
import Model
import Reconciler

/// Looks on while a simulation runs, and says what was against the promises.
final class Watchman {
    private(set) var violations: [Violation] = []
    /// Whatever some revision that was pushed defines.
    private(set) var keys: Set<ObjectKey> = []
    private(set) var contents: [Content] = []
    private(set) var secrets = Secrets()
    /// What looks at the repository found, where it was another commit than before; empty where plumb died.
    private(set) var sightings: [String] = []
    /// plumb died, or the disk failed, so that what it remembers may be older than what it did.
    private(set) var hadTrouble = false
    let people: People
    /// What a commit holds, by its id.
    var content: (String) -> Content? = { _ in nil }
    /// The rejections that were looked at.
    var judged: Set<String> = []
    private var isWriting: Request?
    /// The Jobs that run with some revision.
    private var hookKeys: Set<ObjectKey> = []
    /// Which hooks of which revisions ever ran to their end.
    private var hooksDone: [String: Set<Int>] = [:]
    /// What the application said last that it holds.
    private var held = ""
    /// The cluster as it is.
    var state: () -> ClusterState? = { nil }
    /// Which marks the ConfigMap of the application ever had, and which each workload was ever healthy with.
    private var configMarks: Set<Int> = []
    private var healthyMarks: [String: Set<Int>] = [:]
    private var course = Course()
    /// Transactions that were undone through no fault of their revision: plumb was stopped, or the cluster did not answer.
    private(set) var passing: Set<String> = []

    init(people: People) { self.people = people }

    func object(_ promise: Violation.Promise, _ what: String) {
        violations.append(Violation(promise: promise, what: what))
    }

    func pushed(_ content: Content) {
        contents.append(content)
        secrets.add(Content.secret(content.mark))
        keys.formUnion(content.keys)
        hookKeys.formUnion(content.hookJobs.map(\.key))
    }

    func saw(_ commit: String) { if sightings.last != commit { sightings.append(commit) } }
    func died() { troubled() }
    func troubled() { hadTrouble = true }

    func log(of life: Life) {
        for line in life.log where secrets.isTold(in: line) {
            object(.secrets, "a log line says a secret: \(line)")
        }
    }

    func told(_ fact: ReconcilerFact, _ json: Value, life: Int) {
        let text = json.json
        if secrets.isTold(in: text) { object(.secrets, "a fact says a secret: \(text)") }
        if case .status(let status) = fact {
            checkRejection(status)
            held = status.revision
        }
        guard case .transaction(_, let fact) = fact else { return }
        if let wrong = course.take(fact, life: life) { object(.order, wrong) }
        switch fact.event {
        case .finished(.stopped), .finished(.unreachable): passing.insert(fact.transaction)
        case .finished(.rolledBack): checkRestored(fact.transaction)
        default: break
        }
    }

    /// Nothing of the revision that stays went with one that was undone; healing is not to be what brings it back.
    private func checkRestored(_ transaction: String) {
        guard let state = state(), let content = content(held) else { return }
        let own = content.keys.subtracting(people.deleted).subtracting(people.held)
        for key in own.sorted() where state.object(key) == nil {
            object(.whole, "\(key) is missing after transaction \(transaction) was rolled back")
        }
    }

    // MARK: Writes

    func willWrite(_ request: Request, _ state: ClusterState) {
        let live = state.reading(request)
        let name = request.name.isEmpty ? request.body?.name ?? "" : request.name
        let spoken = "\(request.verb) \(request.type.kind) \(request.namespace)/\(name)"
        let key = ObjectKey(
            group: request.type.group, kind: request.type.kind, namespace: request.namespace, name: name)
        isWriting = request
        switch request.verb {
        case .delete:
            if request.options.preconditionUID?.isEmpty ?? true { object(.foreign, "\(spoken) says no uid") }
        case .update:
            if request.body?.resourceVersion.isEmpty ?? true { object(.foreign, "\(spoken) says no resourceVersion") }
        case .create: break
        default: object(.foreign, "\(spoken): plumb creates, updates and deletes only")
        }
        if request.options.fieldManager != "plumb", request.verb != .delete {
            object(.foreign, "\(spoken) as \"\(request.options.fieldManager)\"")
        }
        if key.kind == "Pod" {
            if request.verb != .delete { object(.foreign, "\(spoken): a pod") }
        } else if !keys.contains(key), !hookKeys.contains(key) {
            object(.foreign, "\(spoken): no revision defines it")
        }
        if let body = request.body { checkOrder(body, spoken, state) }
        if request.verb == .delete, let live, key.kind != "Pod" { checkPrune(live, spoken, state) }
    }

    /// A workload comes after what it reads, and after the waves before its own.
    private func checkOrder(_ body: Value, _ spoken: String, _ state: ClusterState) {
        let role = ObjectKey.shop("rbac.authorization.k8s.io", "Role", "reader")
        // One that is being deleted and held counts as there while it lasts.
        let isTheirs = people.deleted.contains(role) || people.held.contains(role)
        if body.objectKind == "RoleBinding", state.object(role) == nil, !isTheirs {
            object(.order, "\(spoken): before its Role")
        }
        if body.objectKind == "Job", body.name == "smoke", let mark = body.mark,
            !healthyMarks["api", default: []].contains(mark),
            !people.deleted.contains(.shop("apps", "Deployment", "api"))
        {
            object(.order, "\(spoken): the hook runs before revision \(mark) is healthy")
        }
        guard body.objectKind == "Deployment" || body.objectKind == "StatefulSet" else { return }
        let config = state.object(.shop("", "ConfigMap", "config"))
        if config == nil, !people.deleted.contains(.shop("", "ConfigMap", "config")) {
            object(.order, "\(spoken): before the ConfigMap that it reads")
        }
        if state.object(.shop("", "Secret", "db")) == nil, !people.deleted.contains(.shop("", "Secret", "db")) {
            object(.order, "\(spoken): before the Secret that it reads")
        }
        guard let mark = body.mark else { return }
        if contents.contains(where: { $0.mark == mark && $0.hooks.contains(.before) }),
            !hooksDone["migrate", default: []].contains(mark)
        {
            object(.order, "\(spoken) of revision \(mark) before its hook was over")
        }
        if !configMarks.contains(mark) {
            object(.order, "\(spoken) of revision \(mark) before the ConfigMap of that revision")
        }
        if body.objectKind == "StatefulSet", state.object(.shop("", "Service", "db")) == nil,
            !people.deleted.contains(.shop("", "Service", "db"))
        {
            object(.order, "\(spoken): before its Service")
        }
        if body.metadata["annotations"]?["plumb.dev/wave"]?.string == "1",
            !healthyMarks["api", default: []].contains(mark)
        {
            object(.order, "\(spoken) of wave 1 before the wave before was healthy")
        }
    }

    /// What the present revision does not have goes when that is healthy.
    private func checkPrune(_ live: Value, _ spoken: String, _ state: ClusterState) {
        guard let mark = state.object(.shop("", "ConfigMap", "config"))?.mark,
            let content = contents.last(where: { $0.mark == mark }), !content.keys.contains(live.key),
            !people.deleted.contains(.shop("apps", "Deployment", "api"))
        else { return }
        if content.flaw == .none, !healthyMarks["api", default: []].contains(mark) {
            object(.order, "\(spoken): pruned before revision \(mark) was healthy")
        }
    }

    /// What changes from now on is another's.
    func hasWritten() { isWriting = nil }

    // MARK: Changes

    func changed(_ change: StoredChange) {
        if let new = change.new, new.namespace == "shop" {
            if new.objectKind == "ConfigMap", new.name == "config", let mark = new.mark { configMarks.insert(mark) }
            if let mark = new.mark, new.isCompleteJob { hooksDone[new.name, default: []].insert(mark) }
            if let mark = new.mark, new.isHealthyWorkload { healthyMarks[new.name, default: []].insert(mark) }
        }
        guard let request = isWriting, let old = change.old, let new = change.new, old.uid == new.uid,
            request.type.kind == change.key.kind, request.name == change.key.name
        else { return }
        if let note = old.metadata["annotations"]?[People.note], new.metadata["annotations"]?[People.note] != note {
            object(.foreign, "\(change.key): the annotation of others changed through plumb")
        }
        if old.finalizers.contains(People.finalizer), !new.finalizers.contains(People.finalizer) {
            object(.foreign, "\(change.key): the finalizer of others went through plumb")
        }
        if change.key.name == "worker", change.key.kind == "Deployment",
            old.at("spec", "replicas") != new.at("spec", "replicas")
        {
            object(.foreign, "\(change.key): plumb changed the replicas that it leaves to others")
        }
    }
}

extension ObjectKey {
    static func shop(_ group: String, _ kind: String, _ name: String) -> ObjectKey {
        ObjectKey(group: group, kind: kind, namespace: "shop", name: name)
    }
}

extension Value {
    /// The number of the revision that an object is of, where it says one.
    var mark: Int? {
        if objectKind == "ConfigMap" { return at("data", "MARK")?.string.flatMap { Int($0) } }
        guard ["Deployment", "StatefulSet", "Job"].contains(objectKind) else { return nil }
        let image = at("spec", "template", "spec", "containers")?.elements.first?["image"]?.string ?? ""
        let number = image.split(separator: ":").last.flatMap { Int($0) } ?? 0
        return number > 0 ? number : nil
    }

    fileprivate var isCompleteJob: Bool {
        objectKind == "Job"
            && status["conditions"]?.elements.contains { $0["type"] == "Complete" && $0["status"] == "True" } ?? false
    }

    var isHealthyWorkload: Bool {
        guard objectKind == "Deployment" else { return false }
        let wanted = at("spec", "replicas")?.int ?? 1
        return status["observedGeneration"]?.int == generation && status["updatedReplicas"]?.int == wanted
            && status["availableReplicas"]?.int == wanted
    }
}

/// RFC 4648.
func base64(_ text: String) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for place in 0..<4 {
            out.append(place <= group.count ? digits[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
        }
    }
    return String(decoding: out, as: UTF8.self)
}

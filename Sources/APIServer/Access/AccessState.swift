import ClusterAPI
import Model

/// The roles and bindings of a cluster, found by whom they are for. Pure: it is told of every change.
struct AccessState: Sendable {
    struct Name: Hashable, Sendable {
        var namespace: String
        var name: String
    }

    private struct Stored: Sendable {
        var version: UInt64
        var uid: String
        var rules: [PolicyRule] = []
        var binding: AccessBinding?
    }

    /// By kind and name.
    private var objects: [AccessKind: [Name: Stored]] = [:]
    /// The bindings of each namespace (empty: of the cluster) that name a subject.
    private var bindings: [String: [AccessBinding.Subject: Set<String>]] = [:]

    init() {}

    /// Takes an object as it is now; an older state than the one known is passed over.
    mutating func put(_ object: Value, _ kind: AccessKind) {
        let name = Name(namespace: object.namespace, name: object.name)
        let version = UInt64(object.resourceVersion) ?? 0
        if let known = objects[kind]?[name], known.version > version { return }
        remove(name, kind)
        var stored = Stored(version: version, uid: object.uid)
        if kind.isBinding {
            let binding = AccessBinding(object)
            stored.binding = binding
            for entry in binding.subjects {
                bindings[name.namespace, default: [:]][entry.subject, default: []].insert(name.name)
            }
        } else {
            stored.rules = PolicyRule.rules(of: object)
        }
        objects[kind, default: [:]][name] = stored
    }

    /// Forgets an object; with a uid, only that one.
    mutating func remove(_ name: Name, _ kind: AccessKind, uid: String = "") {
        guard let known = objects[kind]?[name], uid.isEmpty || known.uid == uid else { return }
        objects[kind]?[name] = nil
        for entry in known.binding?.subjects ?? [] {
            bindings[name.namespace]?[entry.subject]?.remove(name.name)
            if bindings[name.namespace]?[entry.subject]?.isEmpty == true {
                bindings[name.namespace]?[entry.subject] = nil
            }
        }
        if bindings[name.namespace]?.isEmpty == true { bindings[name.namespace] = nil }
    }

    /// Takes all objects of a kind; what is not among them is gone.
    mutating func replace(_ kind: AccessKind, with all: [Value]) {
        let names = Set(all.map { Name(namespace: $0.namespace, name: $0.name) })
        for name in (objects[kind] ?? [:]).keys where !names.contains(name) { remove(name, kind) }
        for object in all { put(object, kind) }
    }

    /// The rules of the role that a binding in this namespace (empty: of the cluster) refers to.
    func rules(of roleKind: String, _ name: String, in namespace: String) throws(ClusterError) -> [PolicyRule] {
        guard let kind = AccessKind(rawValue: roleKind), !kind.isBinding else {
            throw .internalError("unsupported role reference kind: \(roleKind.quotedAsGo)")
        }
        let place = Name(namespace: kind == .role ? namespace : "", name: name)
        guard let role = objects[kind]?[place] else {
            var type = kind.type
            type.plural = roleKind.lowercased()
            throw .notFound(type, name: name)
        }
        return role.rules
    }

    /// What is given to a user, cluster-wide bindings first and then by name. `visit` ends it with false.
    private func visit(
        _ user: Requestor, _ namespace: String,
        _ visit: (Result<(AccessBinding, AccessBinding.Entry, [PolicyRule]), ClusterError>) -> Bool
    ) {
        for place in namespace.isEmpty ? [""] : ["", namespace] {
            guard let bySubject = bindings[place] else { continue }
            var names = bySubject[.user(user.name)] ?? []
            for group in user.groups {
                if let more = bySubject[.group(group)] { names.formUnion(more) }
            }
            let kind = place.isEmpty ? AccessKind.clusterRoleBinding : .roleBinding
            for name in names.sorted(by: { $0.precedesInBytes($1) }) {
                guard let binding = objects[kind]?[Name(namespace: place, name: name)]?.binding,
                    let entry = binding.entry(for: user)
                else { continue }
                do throws(ClusterError) {
                    let rules = try rules(of: binding.roleKind, binding.roleName, in: place)
                    if !visit(.success((binding, entry, rules))) { return }
                } catch {
                    if !visit(.failure(error)) { return }
                }
            }
        }
    }

    /// Whether somebody may do something, and why: what allows it, or which roles that bindings name are missing.
    func decide(_ user: Requestor, _ attributes: AccessAttributes) -> (isAllowed: Bool, reason: String) {
        if user.isMaster { return (true, "") }
        var allowed: String?
        var problems: [String] = []
        visit(user, attributes.namespace) { found in
            switch found {
            case .success((let binding, let entry, let rules)):
                guard rules.contains(where: { $0.allows(attributes) }) else { return true }
                allowed = "RBAC: allowed by \(binding.text(to: entry))"
                return false
            case .failure(let error):
                problems.append(error.message)
                return true
            }
        }
        if let allowed { return (true, allowed) }
        return (false, problems.isEmpty ? "" : "RBAC: \(aggregated(problems))")
    }

    /// All that somebody may do in a namespace (empty: in the cluster), and which roles are missing.
    func rules(for user: Requestor, in namespace: String) -> (rules: [PolicyRule], problems: [String]) {
        var rules: [PolicyRule] = []
        var problems: [String] = []
        visit(user, namespace) { found in
            switch found {
            case .success((_, _, let more)): rules += more
            case .failure(let error): problems.append(error.message)
            }
            return true
        }
        return (rules, problems)
    }
}

/// Several errors as Go prints them together.
func aggregated(_ problems: [String]) -> String {
    var unique: [String] = []
    for problem in problems where !unique.contains(problem) { unique.append(problem) }
    return unique.count == 1 ? unique[0] : "[\(unique.joined(separator: ", "))]"
}

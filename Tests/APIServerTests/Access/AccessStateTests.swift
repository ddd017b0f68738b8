import ClusterAPI
import Model
import Testing

@testable import APIServer

@Suite("Who may do what")
struct AccessStateTests {
    static func role(_ kind: AccessKind, _ name: String, _ rules: [Value], namespace: String = "") -> Value {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": Value(kind.rawValue),
            "metadata": [
                "name": Value(name), "namespace": Value(namespace), "uid": Value("u-\(name)"), "resourceVersion": "1",
            ],
            "rules": Value(rules),
        ]
    }

    static func binding(
        _ kind: AccessKind, _ name: String, _ roleKind: String, _ role: String, _ subjects: [Value],
        namespace: String = ""
    ) -> Value {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": Value(kind.rawValue),
            "metadata": [
                "name": Value(name), "namespace": Value(namespace), "uid": Value("u-\(name)"), "resourceVersion": "1",
            ],
            "roleRef": ["kind": Value(roleKind), "name": Value(role)], "subjects": Value(subjects),
        ]
    }

    static let state: AccessState = {
        var state = AccessState()
        func rule(_ verbs: [String], _ resources: [String], _ groups: [String] = [""], names: [String] = []) -> Value {
            var rule: Value = [
                "verbs": Value(strings: verbs), "apiGroups": Value(strings: groups),
                "resources": Value(strings: resources),
            ]
            if !names.isEmpty { rule["resourceNames"] = Value(strings: names) }
            return rule
        }
        for (name, rules) in [
            ("reader", [rule(["get", "list"], ["pods", "pods/log"])]),
            ("scaler", [rule(["update"], ["*/scale"], ["apps"]), rule(["get"], ["configmaps"], names: ["one"])]),
            ("root", [rule(["*"], ["*"], ["*"])]),
            ("paths", [["verbs": ["get"], "nonResourceURLs": ["/metrics", "/logs/*"]]]),
        ] as [(String, [Value])] {
            state.put(role(.clusterRole, name, rules), .clusterRole)
        }
        state.put(role(.role, "local", [rule(["delete"], ["secrets"])], namespace: "shop"), .role)
        let joe: Value = ["kind": "User", "name": "joe"]
        for binding in [
            binding(.clusterRoleBinding, "b1", "ClusterRole", "scaler", [joe]),
            binding(.clusterRoleBinding, "b2", "ClusterRole", "root", [["kind": "Group", "name": "ops"]]),
            binding(.clusterRoleBinding, "b3", "ClusterRole", "paths", [joe]),
            binding(.clusterRoleBinding, "b4", "ClusterRole", "gone", [["kind": "User", "name": "eve"]]),
        ] { state.put(binding, .clusterRoleBinding) }
        for binding in [
            binding(.roleBinding, "r1", "ClusterRole", "reader", [joe], namespace: "shop"),
            binding(
                .roleBinding, "r2", "Role", "local", [["kind": "ServiceAccount", "name": "bot"]], namespace: "shop"),
        ] { state.put(binding, .roleBinding) }
        return state
    }()

    struct Row: Sendable, CustomTestStringConvertible {
        var user: String
        var verb: String
        var resource = ""
        var namespace = ""
        var name = ""
        var group = ""
        var path = ""
        var reason: String?
        var testDescription: String { "\(user) \(verb) \(group)/\(resource)\(path) \(namespace) \(name)" }
    }

    static let rows: [Row] = [
        Row(
            user: "joe", verb: "list", resource: "pods", namespace: "shop",
            reason: #"RBAC: allowed by RoleBinding "r1/shop" of ClusterRole "reader" to User "joe""#),
        Row(
            user: "joe", verb: "get", resource: "pods/log", namespace: "shop", name: "a",
            reason: #"RBAC: allowed by RoleBinding "r1/shop" of ClusterRole "reader" to User "joe""#),
        Row(user: "joe", verb: "get", resource: "pods/exec", namespace: "shop", name: "a"),
        Row(user: "joe", verb: "list", resource: "pods", namespace: "other"),
        Row(user: "joe", verb: "list", resource: "pods"),
        Row(user: "joe", verb: "delete", resource: "pods", namespace: "shop"),
        Row(user: "joe", verb: "list", resource: "pods", namespace: "shop", group: "apps"),
        Row(
            user: "joe", verb: "update", resource: "deployments/scale", namespace: "x", name: "a", group: "apps",
            reason: #"RBAC: allowed by ClusterRoleBinding "b1" of ClusterRole "scaler" to User "joe""#),
        Row(user: "joe", verb: "update", resource: "scale", namespace: "x", name: "a", group: "apps"),
        Row(user: "joe", verb: "update", resource: "deployments", namespace: "x", name: "a", group: "apps"),
        Row(
            user: "joe", verb: "get", resource: "configmaps", namespace: "x", name: "one",
            reason: #"RBAC: allowed by ClusterRoleBinding "b1" of ClusterRole "scaler" to User "joe""#),
        Row(user: "joe", verb: "get", resource: "configmaps", namespace: "x", name: "two"),
        Row(user: "joe", verb: "get", resource: "configmaps", namespace: "x"),
        Row(
            user: "joe", verb: "get", path: "/logs/kube/x",
            reason: #"RBAC: allowed by ClusterRoleBinding "b3" of ClusterRole "paths" to User "joe""#),
        Row(user: "joe", verb: "get", path: "/logs"),
        Row(user: "joe", verb: "get", path: "/metrics/slis"),
        Row(user: "joe", verb: "post", path: "/metrics"),
        Row(
            user: "ann,ops", verb: "anything", resource: "widgets/status", group: "example.com",
            reason: #"RBAC: allowed by ClusterRoleBinding "b2" of ClusterRole "root" to Group "ops""#),
        Row(user: "ann,ops", verb: "get", path: "/metrics"),
        Row(
            user: "system:serviceaccount:shop:bot", verb: "delete", resource: "secrets", namespace: "shop", name: "a",
            reason: #"RBAC: allowed by RoleBinding "r2/shop" of Role "local" to ServiceAccount "bot/shop""#),
        Row(user: "system:serviceaccount:other:bot", verb: "delete", resource: "secrets", namespace: "shop"),
        Row(user: "nobody", verb: "get", resource: "pods", namespace: "shop"),
        Row(user: "root,system:masters", verb: "*", resource: "*", reason: ""),
    ]

    @Test("a request is allowed by the first rule that gives it, and by nothing else", arguments: rows)
    func decisions(_ row: Row) {
        let parts = row.user.split(separator: ",").map(String.init)
        let user = Requestor(name: parts[0], groups: Array(parts.dropFirst()))
        var resource = AccessAttributes.Resource(group: row.group, name: row.name, namespace: row.namespace)
        let path = row.resource.split(separator: "/").map(String.init)
        resource.plural = path.first ?? ""
        resource.subresource = path.count > 1 ? path[1] : ""
        let attributes = AccessAttributes(row.verb, row.path.isEmpty ? .resource(resource) : .path(row.path))
        let decision = AccessStateTests.state.decide(user, attributes)
        #expect(decision.isAllowed == (row.reason != nil))
        #expect(decision.reason == row.reason ?? "")
    }

    @Test("a binding to a role that is not there is told, and gives nothing")
    func missingRole() {
        let eve = Requestor(name: "eve", groups: [])
        let attributes = AccessAttributes("get", .path("/x"))
        let decision = AccessStateTests.state.decide(eve, attributes)
        #expect(!decision.isAllowed)
        #expect(decision.reason == #"RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found"#)
        #expect(
            attributes.refusal(of: eve, reason: decision.reason).message
                == #"forbidden: User "eve" cannot get path "/x": "# + decision.reason)
    }

    @Test("the index follows writes, and forgets what is removed; what is older counts for nothing")
    func following() {
        var state = AccessStateTests.state
        let joe = Requestor(name: "joe", groups: [])
        let list = AccessAttributes("list", .resource(.init(plural: "pods", namespace: "shop")))
        #expect(state.decide(joe, list).isAllowed)
        var newer = AccessStateTests.binding(
            .roleBinding, "r1", "ClusterRole", "reader", [["kind": "User", "name": "ann"]], namespace: "shop")
        newer.set("5", at: "metadata", "resourceVersion")
        state.put(newer, .roleBinding)
        #expect(!state.decide(joe, list).isAllowed)
        #expect(state.decide(Requestor(name: "ann", groups: []), list).isAllowed)
        state.put(
            AccessStateTests.binding(
                .roleBinding, "r1", "ClusterRole", "reader", [["kind": "User", "name": "joe"]], namespace: "shop"),
            .roleBinding)
        #expect(!state.decide(joe, list).isAllowed)
        state.remove(.init(namespace: "shop", name: "r1"), .roleBinding, uid: "another")
        #expect(state.decide(Requestor(name: "ann", groups: []), list).isAllowed)
        state.remove(.init(namespace: "shop", name: "r1"), .roleBinding, uid: "u-r1")
        #expect(!state.decide(Requestor(name: "ann", groups: []), list).isAllowed)
        state.replace(.clusterRoleBinding, with: [])
        #expect(!state.decide(Requestor(name: "x", groups: ["ops"]), list).isAllowed)
    }

    static let refusals: [(call: Call, message: String)] = [
        (
            Call("GET", "/api/v1/namespaces/default/pods"),
            #"pods is forbidden: User "joe" cannot list resource "pods" in API group "" in the namespace "default""#
        ),
        (
            Call("GET", "/api/v1/namespaces/default/pods?watch=true"),
            #"pods is forbidden: User "joe" cannot watch resource "pods" in API group "" in the namespace "default""#
        ),
        (
            Call("GET", "/api/v1/namespaces/default/pods?fieldSelector=metadata.name%3Da"),
            #"pods "a" is forbidden: User "joe" cannot list resource "pods" in API group "" in the namespace "default""#
        ),
        (
            Call("PATCH", "/apis/apps/v1/namespaces/x/deployments/web/scale"),
            #"deployments.apps "web" is forbidden: User "joe" cannot patch resource "deployments/scale" in API group "apps" in the namespace "x""#
        ),
        (
            Call("GET", "/api/v1/nodes"),
            #"nodes is forbidden: User "joe" cannot list resource "nodes" in API group "" at the cluster scope"#
        ),
        (
            Call("GET", "/api/v1/namespaces/shop"),
            #"namespaces "shop" is forbidden: User "joe" cannot get resource "namespaces" in API group "" in the namespace "shop""#
        ),
        (
            Call("DELETE", "/api/v1/namespaces/shop/secrets"),
            #"secrets is forbidden: User "joe" cannot deletecollection resource "secrets" in API group "" in the namespace "shop""#
        ),
        (Call("GET", "/metrics"), #"forbidden: User "joe" cannot get path "/metrics""#),
        (Call("GET", "/apis/apps/v1"), #"forbidden: User "joe" cannot get path "/apis/apps/v1""#),
    ]

    @Test("refusals are in kube-apiserver's words", arguments: refusals)
    func words(_ row: (call: Call, message: String)) {
        let attributes = AccessAttributes(row.call, route(row.call.path))
        let error = attributes.refusal(of: Requestor(name: "joe", groups: []))
        #expect(error.message == row.message)
        #expect(error.code == 403)
        #expect(error.reason == .forbidden)
    }

    @Test("what one rule or several give together covers what is given away")
    func coverage() {
        let held = [
            PolicyRule(verbs: ["get", "list"], apiGroups: [""], resources: ["pods", "*/status"]),
            PolicyRule(verbs: ["get"], apiGroups: ["apps"], resources: ["*"]),
            PolicyRule(verbs: ["update"], apiGroups: [""], resources: ["configmaps"], resourceNames: ["a", "b"]),
            PolicyRule(verbs: ["get"], nonResourceURLs: ["/logs/*"]),
        ]
        func lacks(_ rule: PolicyRule) -> [String]? { missingRights([rule], in: held).map(compactRights) }
        #expect(lacks(PolicyRule(verbs: ["get"], apiGroups: ["", "apps"], resources: ["pods"])) == [])
        #expect(lacks(PolicyRule(verbs: ["list"], apiGroups: [""], resources: ["nodes/status"])) == [])
        #expect(lacks(PolicyRule(verbs: ["get"], nonResourceURLs: ["/logs/a", "/logs/*"])) == [])
        #expect(
            lacks(PolicyRule(verbs: ["get", "watch", "delete"], apiGroups: [""], resources: ["pods"]))
                == [#"{APIGroups:[""], Resources:["pods"], Verbs:["watch" "delete"]}"#])
        #expect(
            lacks(PolicyRule(verbs: ["update"], apiGroups: [""], resources: ["configmaps"], resourceNames: ["b", "c"]))
                == [#"{APIGroups:[""], Resources:["configmaps"], ResourceNames:["c"], Verbs:["update"]}"#])
        #expect(
            lacks(PolicyRule(verbs: ["update"], apiGroups: [""], resources: ["configmaps"]))
                == [#"{APIGroups:[""], Resources:["configmaps"], Verbs:["update"]}"#])
        #expect(
            lacks(PolicyRule(verbs: ["get"], nonResourceURLs: ["/logs"]))
                == [#"{NonResourceURLs:["/logs"], Verbs:["get"]}"#])
        let many = (0..<2000).map(String.init)
        #expect(missingRights([PolicyRule(verbs: many, apiGroups: many, resources: many)], in: held) == nil)
        #expect(
            missingRights([PolicyRule(verbs: many, apiGroups: many, resources: many)], in: PolicyRule.fullAuthority)
                == [])
    }

    @Test("whom somebody acts as follows from the headers")
    func impersonation() {
        var wanted = Impersonation()
        for (name, value) in [
            ("impersonate-user", "system:serviceaccount:shop:bot"), ("impersonate-extra-Acme.com%2fProject", "x"),
            ("impersonate-uid", "u1"),
        ] { wanted.take(header: name, value) }
        #expect(
            wanted.requestor
                == Requestor(
                    name: "system:serviceaccount:shop:bot", uid: "u1",
                    groups: ["system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated"],
                    extra: ["acme.com/project": ["x"]]))
        #expect(
            wanted.demands.map { $0.refusal(of: Requestor(name: "joe", groups: [])).message } == [
                #"serviceaccounts "bot" is forbidden: User "joe" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "shop""#,
                #"userextras.authentication.k8s.io "x" is forbidden: User "joe" cannot impersonate resource "userextras/acme.com/project" in API group "authentication.k8s.io" at the cluster scope"#,
                #"uids.authentication.k8s.io "u1" is forbidden: User "joe" cannot impersonate resource "uids" in API group "authentication.k8s.io" at the cluster scope"#,
            ])
        var other = Impersonation()
        other.take(header: "impersonate-user", "joe")
        other.take(header: "impersonate-group", "dev")
        #expect(other.requestor.groups == ["dev", "system:authenticated"])
        #expect(AccountName(user: "system:serviceaccount:a:b:c") == nil)
        #expect(AccountName(user: "system:serviceaccount:A:b") == nil)
    }
}

import APIServer
import AsyncHTTPClient
import ClusterAPI
import Engine
import Foundation
import Kubernetes
import Model
import NIOCore
import NIOHTTP1
import Testing

@Suite("Access over a socket")
struct AccessServerTests {
    static let accounts = ResourceType(
        group: "", version: "v1", kind: "ServiceAccount", plural: "serviceaccounts", isNamespaced: true)
    static let secrets = ResourceType(group: "", version: "v1", kind: "Secret", plural: "secrets", isNamespaced: true)
    static let rbac = "/apis/rbac.authorization.k8s.io/v1"

    static func account(_ name: String) -> Value {
        ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": Value(name), "namespace": "default"]]
    }

    /// A request of whoever has the token, as somebody else where `user` is named.
    static func send(
        _ server: RunningServer, _ method: String, _ path: String, _ body: Value? = nil, as user: String = "",
        groups: [String] = [], token: String? = nil
    ) async throws -> (code: Int, body: Value) {
        var request = HTTPClientRequest(url: "https://\(server.address)\(path)")
        request.method = .RAW(value: method)
        request.headers.add(name: "Authorization", value: "Bearer \(token ?? server.token)")
        request.headers.add(name: "Accept", value: "application/json")
        if !user.isEmpty { request.headers.add(name: "Impersonate-User", value: user) }
        for group in groups { request.headers.add(name: "Impersonate-Group", value: group) }
        if let body {
            let type = method == "PATCH" ? "application/merge-patch+json" : "application/json"
            request.headers.add(name: "Content-Type", value: type)
            request.body = .bytes(body.jsonBytes)
        }
        let response = try await server.plain.client.execute(request, timeout: .seconds(20))
        let bytes = Array(buffer: try await response.body.collect(upTo: 16 << 20))
        return (Int(response.status.code), (try? Value(json: bytes)) ?? .null)
    }

    static func allow(_ server: RunningServer, _ user: String, _ role: String) async throws {
        let made = try await send(
            server, "POST", "\(rbac)/clusterrolebindings",
            [
                "metadata": ["name": Value("\(user)-\(role)")],
                "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": Value(role)],
                "subjects": [["apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": Value(user)]],
            ])
        #expect(made.code == 201)
    }

    @Test("a requested token is its account's, as long as the account lasts")
    func tokens() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let account = try await server.cluster.create(
                AccessServerTests.accounts, AccessServerTests.account("bot"), manager: "test")
            let path = "/api/v1/namespaces/default/serviceaccounts/bot/token"
            let made = try await AccessServerTests.send(server, "POST", path, ["spec": ["expirationSeconds": 600]])
            #expect(made.code == 201)
            #expect(made.body.objectKind == "TokenRequest")
            #expect(made.body.at("spec", "audiences") == ["https://kubernetes.default.svc.cluster.local"])
            let token = try #require(made.body.at("status", "token")?.string)
            let review: Value = ["apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"]
            let reviews = "/apis/authentication.k8s.io/v1/selfsubjectreviews"
            let who = try await AccessServerTests.send(server, "POST", reviews, review, token: token)
            #expect(who.code == 201)
            let info = who.body.at("status", "userInfo") ?? .null
            #expect(info["username"] == "system:serviceaccount:default:bot")
            #expect(info["uid"]?.string == account.uid)
            #expect(
                info["groups"] == [
                    "system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated",
                ])
            let listed = try await AccessServerTests.send(server, "GET", "/api/v1/nodes", token: token)
            #expect(listed.code == 403)
            #expect(
                listed.body["message"]
                    == #"nodes is forbidden: User "system:serviceaccount:default:bot" cannot list resource "nodes" in API group "" at the cluster scope"#
            )
            for path in ["/api", "/apis", "/openapi/v2", "/openid/v1/jwks", "/.well-known/openid-configuration"] {
                #expect(try await AccessServerTests.send(server, "GET", path, token: token).code == 200, "\(path)")
            }
            let forged = String(token.dropLast(4)) + "AAAA"
            #expect(try await AccessServerTests.send(server, "GET", "/api", token: forged).code == 401)
            for audience in ["", "vault"] {
                var body: Value = ["spec": ["token": Value(token)]]
                if !audience.isEmpty { body.set([Value(audience)], at: "spec", "audiences") }
                let answer = try await AccessServerTests.send(
                    server, "POST", "/apis/authentication.k8s.io/v1/tokenreviews", body)
                #expect(answer.body.at("status", "authenticated")?.bool == (audience.isEmpty ? true : nil))
            }
            try await server.cluster.delete(AccessServerTests.accounts, namespace: "default", name: "bot")
            #expect(try await AccessServerTests.send(server, "GET", "/api", token: token).code == 401)
            try await server.cluster.create(
                AccessServerTests.accounts, AccessServerTests.account("bot"), manager: "test")
            #expect(try await AccessServerTests.send(server, "GET", "/api", token: token).code == 401)
        }
    }

    static let refusedRequests: [(spec: Value, code: Int, message: String)] = [
        (
            ["expirationSeconds": 599], 422,
            #"TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes"#
        ),
        (
            ["expirationSeconds": 4_294_967_297], 422,
            #"TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds"#
        ),
        (
            ["boundObjectRef": ["apiVersion": "v1", "kind": "Pod", "name": "none"]], 404, #"pods "none" not found"#
        ),
        (
            ["boundObjectRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": "none"]], 400,
            "cannot bind token to object of type apps/v1, Kind=Deployment"
        ),
    ]

    @Test("a token that cannot be had is refused in kube-apiserver's words")
    func refusedTokens() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            try await server.cluster.create(
                AccessServerTests.accounts, AccessServerTests.account("bot"), manager: "test")
            let path = "/api/v1/namespaces/default/serviceaccounts/bot/token"
            for row in AccessServerTests.refusedRequests {
                let answer = try await AccessServerTests.send(server, "POST", path, ["spec": row.spec])
                #expect(answer.code == row.code)
                #expect(answer.body["message"]?.string == row.message)
            }
            let missing = path.replacing("/bot/", with: "/none/")
            let answer = try await AccessServerTests.send(server, "POST", missing, ["spec": [:]])
            #expect(answer.body["message"] == #"serviceaccounts "none" not found"#)
        }
    }

    @Test("rights come with a binding and go with it, and nobody gives more than they have")
    func rights() async throws {
        let cluster = try await InProcessCluster()
        await cluster.start()
        try await RunningServer.with(cluster) { server in
            func ask(_ method: String, _ path: String, _ body: Value? = nil) async throws -> (code: Int, body: Value) {
                try await AccessServerTests.send(server, method, path, body, as: "joe")
            }
            let pods = "/api/v1/namespaces/default/pods"
            #expect(try await ask("GET", pods).code == 403)
            try await AccessServerTests.allow(server, "joe", "system:kube-dns")
            #expect(try await ask("GET", "/api/v1/services").code == 200)
            #expect(try await ask("GET", pods).code == 403)
            let rbac = AccessServerTests.rbac
            let gone = try await AccessServerTests.send(
                server, "DELETE", "\(rbac)/clusterrolebindings/joe-system:kube-dns")
            #expect(gone.code == 200)
            #expect(try await ask("GET", "/api/v1/services").code == 403)

            // May write roles and bindings, and read pods; nothing else.
            let writer: Value = [
                "metadata": ["name": "writer"],
                "rules": [
                    [
                        "apiGroups": ["rbac.authorization.k8s.io"], "verbs": ["create", "patch", "delete"],
                        "resources": ["roles", "rolebindings", "clusterroles"],
                    ],
                    ["apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list"]],
                ],
            ]
            #expect(try await AccessServerTests.send(server, "POST", "\(rbac)/clusterroles", writer).code == 201)
            try await AccessServerTests.allow(server, "joe", "writer")
            let roles = "\(rbac)/namespaces/default/roles"
            func role(_ verbs: Value) -> Value {
                ["metadata": ["name": "r"], "rules": [["apiGroups": [""], "resources": ["pods"], "verbs": verbs]]]
            }
            let refused = try await ask("POST", roles, role(["get", "delete"]))
            #expect(refused.code == 403)
            #expect(
                refused.body["message"]?.string == """
                    roles.rbac.authorization.k8s.io "r" is forbidden: user "joe" (groups=["system:authenticated"]) is \
                    attempting to grant RBAC permissions not currently held:
                    {APIGroups:[""], Resources:["pods"], Verbs:["delete"]}
                    """)
            #expect(try await ask("POST", roles, role(["get"])).code == 201)
            #expect(try await ask("PATCH", "\(roles)/r", role(["get", "delete"])).code == 403)
            #expect(try await ask("PATCH", "\(roles)/r", role(["get", "list"])).code == 200)
            #expect(try await ask("PATCH", "\(roles)/r", ["metadata": ["labels": ["a": "b"]]]).code == 200)
            let aggregate = try await ask(
                "POST", "\(rbac)/clusterroles",
                [
                    "metadata": ["name": "all"],
                    "aggregationRule": ["clusterRoleSelectors": [["matchLabels": ["a": "b"]]]],
                ])
            #expect(
                aggregate.body["message"]
                    == #"clusterroles.rbac.authorization.k8s.io "all" is forbidden: must have cluster-admin privileges to use the aggregationRule"#
            )
            func binding(_ kind: String, _ name: String) -> Value {
                [
                    "metadata": ["name": Value("b-\(name)")],
                    "roleRef": [
                        "apiGroup": "rbac.authorization.k8s.io", "kind": Value(kind), "name": Value(name),
                    ],
                    "subjects": [["kind": "ServiceAccount", "name": "default", "namespace": "default"]],
                ]
            }
            let bindings = "\(rbac)/namespaces/default/rolebindings"
            #expect(try await ask("POST", bindings, binding("Role", "r")).code == 201)
            let bound = try await ask("POST", bindings, binding("ClusterRole", "cluster-admin"))
            #expect(bound.code == 403)
            #expect(
                bound.body["message"]?.string?.hasPrefix(
                    #"rolebindings.rbac.authorization.k8s.io "b-cluster-admin" is forbidden: user "joe" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:"#
                )
                    == true)
            #expect(try await ask("POST", bindings, binding("ClusterRole", "none")).code == 404)
            #expect(try await ask("DELETE", "\(roles)/r").code == 200)
        }
        await cluster.stop()
    }

    @Test("what is written past the server counts as soon as its watches tell", .timeLimit(.minutes(5)))
    func following() async throws {
        let cluster = try await InProcessCluster()
        try await RunningServer.with(cluster) { server in
            func list() async throws -> Int {
                try await AccessServerTests.send(server, "GET", "/api/v1/services", as: "joe").code
            }
            #expect(try await list() == 403)
            let bindings = ResourceType(
                group: "rbac.authorization.k8s.io", version: "v1", kind: "ClusterRoleBinding",
                plural: "clusterrolebindings", isNamespaced: false)
            try await cluster.create(
                bindings,
                [
                    "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
                    "metadata": ["name": "b"],
                    "roleRef": [
                        "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "system:kube-dns",
                    ],
                    "subjects": [["apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "joe"]],
                ], manager: "test")
            while try await list() != 200 {}
            try await cluster.delete(bindings, name: "b")
            while try await list() != 403 {}
        }
    }

    @Test("who may not impersonate is refused, and a master acts as anybody")
    func impersonation() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let reviews = "/apis/authentication.k8s.io/v1/selfsubjectreviews"
            let who = try await AccessServerTests.send(
                server, "POST", reviews, [:], as: "ann", groups: ["dev", "system:masters"])
            #expect(who.body.at("status", "userInfo", "groups") == ["dev", "system:masters", "system:authenticated"])
            try await server.cluster.create(
                AccessServerTests.accounts, AccessServerTests.account("bot"), manager: "test")
            let made = try await AccessServerTests.send(
                server, "POST", "/api/v1/namespaces/default/serviceaccounts/bot/token", ["spec": [:]])
            let token = made.body.at("status", "token")?.string
            let refused = try await AccessServerTests.send(server, "GET", "/api", as: "plumb", token: token)
            #expect(refused.code == 403)
            #expect(
                refused.body["message"]
                    == #"users "plumb" is forbidden: User "system:serviceaccount:default:bot" cannot impersonate resource "users" in API group "" at the cluster scope"#
            )
            #expect(try await AccessServerTests.send(server, "GET", "/api", as: "joe", token: "wrong").code == 401)
            #expect(try await AccessServerTests.send(server, "GET", "/healthz", as: "joe", token: "wrong").code == 401)
        }
    }

    @Test("a Secret for a token is filled in, its token lasts as long as it does, and goes with its account")
    func heldTokens() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            let (accounts, secrets) = (AccessServerTests.accounts, AccessServerTests.secrets)
            try await server.cluster.create(accounts, AccessServerTests.account("bot"), manager: "test")
            try await server.cluster.create(
                secrets,
                [
                    "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
                    "metadata": [
                        "name": "bot-token", "namespace": "default",
                        "annotations": ["kubernetes.io/service-account.name": "bot"],
                    ],
                ], manager: "test")
            var watched = WatchRequest(secrets, namespace: "default")
            watched.fieldSelector = "metadata.name=bot-token"
            var token = ""
            for try await event in try await server.cluster.watch(watched) {
                if case .deleted = event { break }
                guard let secret = event.object, secret.at("data", "token") != nil, token.isEmpty else { continue }
                #expect(secret["data"]?.members.keys.sorted() == ["ca.crt", "namespace", "token"])
                #expect(secret.annotation("kubernetes.io/service-account.uid") != nil)
                token = decodedBase64(secret.at("data", "token")?.string ?? "")
                #expect(try await AccessServerTests.send(server, "GET", "/api", token: token).code == 200)
                try await server.cluster.delete(accounts, namespace: "default", name: "bot")
            }
            #expect(!token.isEmpty)
            #expect(try await AccessServerTests.send(server, "GET", "/api", token: token).code == 401)
        }
    }

    @Test("reviews answer what the roles say")
    func reviews() async throws {
        try await RunningServer.with(InProcessCluster()) { server in
            try await AccessServerTests.allow(server, "joe", "system:kube-dns")
            func review(_ kind: String, _ spec: Value, as user: String = "") async throws -> Value {
                try await AccessServerTests.send(
                    server, "POST", "/apis/authorization.k8s.io/v1/\(kind)", ["spec": spec], as: user
                ).body
            }
            let services: Value = ["verb": "list", "resource": "services", "namespace": "default"]
            let allowed = try await review("subjectaccessreviews", ["user": "joe", "resourceAttributes": services])
            #expect(
                allowed["status"] == [
                    "allowed": true,
                    "reason":
                        #"RBAC: allowed by ClusterRoleBinding "joe-system:kube-dns" of ClusterRole "system:kube-dns" to User "joe""#,
                ])
            let own = try await review("selfsubjectaccessreviews", ["resourceAttributes": services], as: "ann")
            #expect(own["status"] == ["allowed": false])
            let local = try await AccessServerTests.send(
                server, "POST", "/apis/authorization.k8s.io/v1/namespaces/default/localsubjectaccessreviews",
                ["spec": ["user": "joe", "resourceAttributes": services]])
            #expect(local.body.at("status", "allowed") == true)
            let zero: Value = [
                "metadata": ["name": "", "creationTimestamp": .null, "labels": [:]],
                "spec": ["user": "joe", "resourceAttributes": services],
            ]
            let taken = try await AccessServerTests.send(
                server, "POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", zero)
            #expect(taken.body.at("status", "allowed") == true)
            let neither = try await review("subjectaccessreviews", [:])
            #expect(neither["code"] == 422)
            let rules = try await review("selfsubjectrulesreviews", ["namespace": "default"], as: "ann")
            #expect(
                rules.at("status", "resourceRules")?.elements.map { $0["resources"] } == [
                    ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], ["selfsubjectreviews"],
                ])
        }
    }
}

/// The text that base64 stands for; empty where it stands for none.
private func decodedBase64(_ text: String) -> String {
    String(decoding: Data(base64Encoded: text) ?? Data(), as: UTF8.self)
}

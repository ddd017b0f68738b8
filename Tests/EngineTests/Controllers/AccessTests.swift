import ClusterAPI
import Engine
import Model
import Testing

@Suite("Roles and accounts of the cluster")
struct AccessTests {
    private static func type(_ kind: String, _ group: String = "rbac.authorization.k8s.io") -> ResourceType {
        ResourceType(
            group: group, version: "v1", kind: kind, plural: kind.lowercased() + "s",
            isNamespaced: kind == "Pod" || kind == "ServiceAccount")
    }

    private static func role(_ state: inout ClusterState, _ name: String) throws -> Value {
        try state.handle(Request(.get, type("ClusterRole"), name: name), at: state.now).object ?? .null
    }

    private static func started() -> ClusterState {
        var state = ClusterState(
            settings: ClusterSettings(), controllers: standardControllers, at: Instant(seconds: 1_800_000_000))
        state.advance(to: state.now)
        return state
    }

    @Test("admin, edit and view gather what roles are marked for them")
    func gathered() throws {
        var state = AccessTests.started()
        func resources(_ name: String) throws -> Set<String> {
            Set(
                try AccessTests.role(&state, name)["rules"]?.elements
                    .flatMap { $0["resources"]?.elements.compactMap(\.string) ?? [] } ?? [])
        }
        #expect(try resources("view").contains("pods/log"))
        #expect(try !resources("view").contains("secrets"))
        #expect(try resources("edit").isSuperset(of: ["secrets", "pods/log", "deployments/scale"]))
        #expect(try !resources("edit").contains("rolebindings"))
        #expect(try resources("admin").isSuperset(of: ["secrets", "rolebindings", "localsubjectaccessreviews"]))
        let widgets: Value = [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
            "metadata": ["name": "widgets", "labels": ["rbac.authorization.k8s.io/aggregate-to-view": "true"]],
            "rules": [["apiGroups": ["example.com"], "resources": ["widgets"], "verbs": ["get"]]],
        ]
        _ = try state.handle(Request(.create, AccessTests.type("ClusterRole"), body: widgets), at: state.now)
        state.advance(to: state.now)
        for name in ["view", "edit", "admin"] { #expect(try resources(name).contains("widgets"), "\(name)") }
        _ = try state.handle(Request(.delete, AccessTests.type("ClusterRole"), name: "widgets"), at: state.now)
        state.advance(to: state.now)
        for name in ["view", "edit", "admin"] { #expect(try !resources(name).contains("widgets"), "\(name)") }
    }

    @Test("every default binding is to a role that is there, and every default role has its mark")
    func defaults() throws {
        var state = AccessTests.started()
        func all(_ kind: String) throws -> [Value] {
            try state.handle(Request(.list, AccessTests.type(kind)), at: state.now).list?.items ?? []
        }
        let roles = try all("ClusterRole")
        let bindings = try all("ClusterRoleBinding")
        #expect(roles.count == 31)
        #expect(bindings.count == 12)
        let names = Set(roles.map(\.name))
        for binding in bindings { #expect(names.contains(binding.at("roleRef", "name")?.string ?? "")) }
        for object in roles + bindings {
            #expect(object.label("kubernetes.io/bootstrapping") == "rbac-defaults", "\(object.name)")
            #expect(object.annotation("rbac.authorization.kubernetes.io/autoupdate") == "true", "\(object.name)")
        }
        for role in roles { #expect(!(role["rules"]?.isEmpty ?? true), "\(role.name)") }
    }

    @Test("a role of the cluster's own is as if its controller had created it")
    func prepared() throws {
        var state = AccessTests.started()
        let own = try AccessTests.role(&state, "system:basic-user")
        var body = own
        body["metadata"] = [
            "name": "copy", "labels": own.metadata["labels"] ?? .null,
            "annotations": own.metadata["annotations"] ?? .null,
        ]
        var request = Request(.create, AccessTests.type("ClusterRole"), body: body)
        request.options.fieldManager = "kube-controller-manager"
        let copy = try state.handle(request, at: state.now).object ?? .null
        #expect(own.uid != copy.uid)
        #expect(own.metadata.members.keys.sorted() == copy.metadata.members.keys.sorted())
        #expect(own.metadata["managedFields"] == copy.metadata["managedFields"])
        #expect(own.metadata["creationTimestamp"] == copy.metadata["creationTimestamp"])
        #expect(own["rules"] == copy["rules"])
    }

    @Test("a role of the cluster's own that lacks something gets it at the next start; what was added stays")
    func reconciled() throws {
        var state = AccessTests.started()
        var role = try AccessTests.role(&state, "system:basic-user")
        role["rules"] = [["apiGroups": ["example.com"], "resources": ["widgets"], "verbs": ["get"]]]
        let type = AccessTests.type("ClusterRole")
        let changed = try state.handle(Request(.update, type, name: role.name, body: role), at: state.now)
        var alone = try AccessTests.role(&state, "system:discovery")
        alone["rules"] = []
        alone.set("false", at: "metadata", "annotations", "rbac.authorization.kubernetes.io/autoupdate")
        let left = try state.handle(Request(.update, type, name: alone.name, body: alone), at: state.now)
        let kept = KeptState(objects: [changed.object, left.object].compactMap { $0 }, resourceVersion: 1000)
        var next = ClusterState(
            settings: ClusterSettings(), controllers: standardControllers, kept: kept, at: state.now)
        let groups = try AccessTests.role(&next, "system:basic-user")["rules"]?.elements.map { $0["apiGroups"] }
        #expect(groups == [["example.com"], ["authorization.k8s.io"], ["authentication.k8s.io"]])
        #expect(try AccessTests.role(&next, "system:discovery")["rules"]?.elements ?? [] == [])
    }

    @Test("a pod without pull secrets takes those of its account", arguments: [false, true])
    func pullSecrets(own: Bool) throws {
        var state = AccessTests.started()
        let account: Value = [
            "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "bot", "namespace": "default"],
            "imagePullSecrets": [["name": "registry"]],
        ]
        _ = try state.handle(
            Request(.create, AccessTests.type("ServiceAccount", ""), namespace: "default", body: account),
            at: state.now)
        var pod: Value = [
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": "default"],
            "spec": ["serviceAccountName": "bot", "containers": [["name": "c", "image": "nginx"]]],
        ]
        if own { pod.set([["name": "mine"]], at: "spec", "imagePullSecrets") }
        let made = try state.handle(
            Request(.create, AccessTests.type("Pod", ""), namespace: "default", body: pod), at: state.now)
        #expect(made.object?.at("spec", "imagePullSecrets") == [["name": own ? "mine" : "registry"]])
    }
}

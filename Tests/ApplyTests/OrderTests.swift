import Apply
import ClusterAPI
import Diff
import Kinds
import Model
import Testing

/// What waits for what, and why.
@Suite struct OrderTests {
    private let everything = BuiltinKinds.all.map { ServedResource(type: $0.type, singular: $0.singular) }

    private func plan(_ objects: [Value], live: [Value] = [], deletes: [Value] = []) -> Plan {
        let manifests = objects.map { Manifest(key: $0.key, object: $0, origin: Origin(file: "a.yaml", line: 1)) }
        let held = Dictionary((live + deletes).map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        let base = Dictionary(deletes.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        let changes = changes(from: base, to: manifests, over: held, settings: builtinChangeSettings)
        var settings = PlanSettings(application: "shop")
        settings.maxPrune = nil
        return Apply.plan(
            changes, manifests: manifests, live: { held[$0] }, managed: 10, served: everything,
            settings: settings)
    }

    private func waits(_ plan: Plan, of kind: String) -> [String] {
        plan.steps.first { $0.key.kind == kind }?.waits.map {
            "\(plan.steps[$0.on].key.kind)/\(plan.steps[$0.on].key.name) \($0.until.rawValue)"
        }.sorted() ?? []
    }

    @Test("pods wait for what they name, and for nothing else")
    func workload() {
        var deployment = Objects.deployment(configMap: "config")
        deployment.set("runner", at: "spec", "template", "spec", "serviceAccountName")
        let account: Value = [
            "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "runner", "namespace": "shop"],
        ]
        let plan = plan([
            deployment, Objects.ingress(), Objects.service(), Objects.configMap(), Objects.configMap("unrelated"),
            account, Objects.namespace,
        ])
        #expect(plan.problems.isEmpty)
        #expect(
            waits(plan, of: "Deployment") == [
                "ConfigMap/config exists", "Namespace/shop exists", "ServiceAccount/runner exists",
            ])
        #expect(
            waits(plan, of: "Ingress") == ["Deployment/api healthy", "Namespace/shop exists", "Service/api exists"])
        #expect(waits(plan, of: "Namespace").isEmpty)
        #expect(plan.order.map(\.count) == [1, 4, 1, 1])
        for step in plan.steps { #expect(step.waits.allSatisfy { $0.on < step.id }) }
    }

    @Test("a headless Service comes before its StatefulSet, a Role before its binding, the binding before the pods")
    func otherTies() {
        let group = "rbac.authorization.k8s.io"
        var deployment = Objects.deployment()
        deployment.set("runner", at: "spec", "template", "spec", "serviceAccountName")
        let role: Value = [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
            "metadata": ["name": "reads", "namespace": "shop"], "rules": [],
        ]
        let binding: Value = [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": ["name": "reads", "namespace": "shop"],
            "roleRef": ["apiGroup": Value(group), "kind": "Role", "name": "reads"],
            "subjects": [["kind": "ServiceAccount", "name": "runner"]],
        ]
        let account: Value = [
            "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "runner", "namespace": "shop"],
        ]
        let objects = [
            deployment, binding, role, account, Objects.statefulSet(), Objects.service("db", headless: true),
        ]
        let manifests = objects.map { Manifest(key: $0.key, object: $0, origin: Origin(file: "a.yaml", line: 1)) }
        let changes = changes(from: [:], to: manifests, over: [:], settings: builtinChangeSettings)
        let plan = Apply.plan(
            changes, manifests: manifests, live: { $0 == Objects.namespace.key ? Objects.namespace : nil }, managed: 0,
            served: everything, settings: PlanSettings(application: "shop"))
        #expect(plan.problems.isEmpty)
        #expect(waits(plan, of: "RoleBinding") == ["Role/reads exists", "ServiceAccount/runner exists"])
        #expect(waits(plan, of: "Deployment") == ["RoleBinding/reads exists", "ServiceAccount/runner exists"])
        #expect(waits(plan, of: "StatefulSet") == ["Service/db exists"])
    }

    @Test("what is there already, and does not change, is not waited for")
    func unchanged() {
        let live = [Objects.namespace, Objects.configMap(), Objects.service()]
        let plan = plan([Objects.deployment(configMap: "config")] + live, live: live)
        #expect(plan.steps.map(\.key.kind) == ["Deployment"])
        #expect(waits(plan, of: "Deployment").isEmpty)
    }

    @Test("deletes run in reverse")
    func deletes() {
        let plan = plan(
            [Objects.namespace], live: [Objects.namespace],
            deletes: [
                Objects.configMap(), Objects.deployment(configMap: "config"), Objects.service(), Objects.ingress(),
            ])
        #expect(waits(plan, of: "ConfigMap") == ["Deployment/api gone"])
        #expect(waits(plan, of: "Service") == ["Ingress/web gone"])
        #expect(waits(plan, of: "Deployment").isEmpty)
    }

    @Test("a cycle is refused, and the message walks it")
    func cycle() {
        let plan = plan([
            Objects.namespace,
            Objects.marked(Objects.configMap("a"), ["plumb.dev/after": "ConfigMap/b"]),
            Objects.marked(Objects.configMap("b"), ["plumb.dev/after": "ConfigMap/a"]),
        ])
        #expect(plan.problems.count == 1)
        let message = plan.problems.first?.message ?? ""
        #expect(
            message.contains(
                "ConfigMap \"a\" waits for ConfigMap \"b\" (plumb.dev/after says so), which waits for ConfigMap \"a\""))
    }

    @Test("a wave and what is to come after it can make a cycle too")
    func waveCycle() {
        let plan = plan([
            Objects.namespace,
            Objects.marked(Objects.configMap("a"), ["plumb.dev/after": "ConfigMap/b"]),
            Objects.marked(Objects.configMap("b"), ["plumb.dev/wave": "1"]),
        ])
        #expect(plan.problems.count == 1)
        #expect(plan.problems.first?.message.contains("wave 0") == true)
    }

    @Test(
        "a mark that says nothing is refused",
        arguments: [("plumb.dev/wave", "first"), ("plumb.dev/after", "b"), ("plumb.dev/after", "ConfigMap/none")])
    func badMarks(name: String, value: String) {
        let plan = plan([
            Objects.namespace, Objects.marked(Objects.configMap("a"), Value.emptyObject.with(name, Value(value))),
        ])
        #expect(plan.problems.count == 1)
        #expect(plan.problems.first?.message.contains(name) == true)
    }

    @Test("a plan says in words what waits for what")
    func text() {
        let text = plan([Objects.namespace, Objects.configMap(), Objects.deployment(configMap: "config")]).text
        #expect(
            text == """
                create Namespace "shop"
                create ConfigMap "config" in shop
                  once Namespace "shop" is there: it lives in it
                create Deployment "api" in shop
                  once Namespace "shop" is there: it lives in it
                  once ConfigMap "config" is there: it takes its environment from it

                """)
    }

    @Test("a thousand objects in two waves are ordered at once")
    func many() {
        var objects = [Objects.namespace]
        for number in 0..<1000 {
            objects.append(
                Objects.marked(Objects.configMap("c\(number)"), ["plumb.dev/wave": number % 2 == 0 ? "0" : "1"]))
        }
        let plan = plan(objects)
        #expect(plan.order.map(\.count) == [1, 500, 500])
    }
}

extension Value {
    func with(_ name: String, _ value: Value) -> Value {
        var copy = self
        copy[name] = value
        return copy
    }
}

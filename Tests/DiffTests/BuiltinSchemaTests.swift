import Diff
import Kinds
import Model
import Testing

@Suite("Schemas of the built-in kinds")
struct BuiltinSchemaTests {
    @Test("every kind that Kubernetes serves has its structure, and no other has one")
    func kinds() throws {
        for (group, version, kind) in [
            ("", "v1", "Pod"), ("", "v1", "Secret"), ("apps", "v1", "Deployment"), ("batch", "v1", "CronJob"),
            ("networking.k8s.io", "v1", "Ingress"), ("rbac.authorization.k8s.io", "v1", "RoleBinding"),
            ("apiextensions.k8s.io", "v1", "CustomResourceDefinition"),
            ("autoscaling", "v2", "HorizontalPodAutoscaler"),
            ("policy", "v1", "PodDisruptionBudget"), ("discovery.k8s.io", "v1", "EndpointSlice"),
        ] {
            let schema = try #require(builtinSchema(group: group, version: version, kind: kind), "\(kind)")
            #expect(schema.member("metadata")?.member("labels") != nil, "\(kind)")
        }
        #expect(builtinSchema(group: "apps", version: "v1beta1", kind: "Deployment") == nil)
        #expect(builtinSchema(group: "example.com", version: "v1", kind: "Widget") == nil)
    }

    @Test("lists, maps, formats and defaults are as in the API")
    func shapes() throws {
        let pod = try #require(builtinSchema(group: "", version: "v1", kind: "Pod")?.member("spec"))
        let containers = try #require(pod.member("containers"))
        guard case .list(_, .map(let keys)) = containers.shape else {
            Issue.record("containers are a map list")
            return
        }
        #expect(keys == ["name"])
        #expect(containers.node.patch.mergeKey == "name")
        #expect(pod.member("volumes")?.node.patch.retainsKeys == true)
        #expect(pod.node.required == ["containers"])
        let ports = try #require(containers.element?.member("ports"))
        guard case .list(_, .map(let portKeys)) = ports.shape else {
            Issue.record("ports are a map list")
            return
        }
        #expect(portKeys == ["containerPort", "protocol"])
        #expect(ports.node.patch.mergeKey == "containerPort")
        #expect(ports.element?.node.defaults["protocol"] == "TCP")
        let limits = try #require(containers.element?.member("resources")?.member("limits")?.member("cpu"))
        guard case .string(.quantity) = limits.shape else {
            Issue.record("limits are quantities")
            return
        }
        let deployment = try #require(builtinSchema(group: "apps", version: "v1", kind: "Deployment"))
        #expect(deployment.member("spec")?.member("selector")?.node.isAtomic == true)
        #expect(deployment.member("spec")?.member("strategy")?.node.patch.retainsKeys == true)
        #expect(deployment.member("spec")?.member("strategie") == nil)
    }
}

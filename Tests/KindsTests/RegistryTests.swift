import Kinds
import Model
import Testing

@Suite("The registry of built-in kinds")
struct RegistryTests {
    @Test(
        "every name that kubectl takes finds its kind",
        arguments: [
            ("deploy", "apps/Deployment"), ("deployments", "apps/Deployment"), ("Deployment", "apps/Deployment"),
            ("deployments.apps", "apps/Deployment"), ("deployment.v1.apps", "apps/Deployment"), ("po", "/Pod"),
            ("sts.apps", "apps/StatefulSet"), ("crd", "apiextensions.k8s.io/CustomResourceDefinition"),
            ("ev", "/Event"),
            ("events.events.k8s.io", "events.k8s.io/Event"), ("ing.networking", "networking.k8s.io/Ingress"),
            ("pdb", "policy/PodDisruptionBudget"), ("endpoints", "/Endpoints"),
        ])
    func names(name: String, kind: String) {
        let found = BuiltinKinds.matching(name).first
        #expect(found.map { "\($0.type.group)/\($0.type.kind)" } == kind)
    }

    @Test("a name that nothing has finds nothing")
    func unknown() {
        #expect(BuiltinKinds.matching("widgets").isEmpty)
        #expect(BuiltinKinds.matching("deployments.batch").isEmpty)
        #expect(BuiltinKinds.named(apiVersion: "apps/v1beta1", kind: "Deployment") == nil)
    }

    @Test("scope, subresources and columns are those of the real server")
    func facts() {
        #expect(isNamespaced(apiVersion: "apps/v1", kind: "Deployment") == true)
        #expect(isNamespaced(apiVersion: "v1", kind: "Namespace") == false)
        #expect(isNamespaced(apiVersion: "example.com/v1", kind: "Widget") == nil)
        let deployment = BuiltinKinds.named(group: "apps", kind: "Deployment")
        #expect(deployment?.hasStatus == true)
        #expect(deployment?.hasScale == true)
        #expect(
            deployment?.columns.filter { $0.priority == 0 }.map(\.name)
                == ["Name", "Ready", "Up-to-date", "Available", "Age"])
        #expect(BuiltinKinds.named(group: "autoscaling", kind: "HorizontalPodAutoscaler")?.type.version == "v2")
        #expect(BuiltinKinds.named(apiVersion: "autoscaling/v1", kind: "HorizontalPodAutoscaler") != nil)
        #expect(BuiltinKinds.inCategory("all").contains { $0.type.kind == "Pod" })
    }
}

import Kinds
import Model
import Testing
import YAML

@Suite("All that is wrong with an object")
struct MistakesTests {
    private func told(_ text: String, over old: String? = nil) throws -> [String] {
        let old = try old.map { defaulted(try document(in: $0)) }
        return mistakes(in: try document(in: text), over: old).map { "\($0.field): \($0.message)" }
    }

    @Test("unknown fields, wrong types and invalid values are told together, each with its place")
    func together() throws {
        let text = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, labels: {tier: 3}}
            spec:
              replica: 2
              replicas: three
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: Web, image: web:1, ports: [{containerPort: 80}, {containerPort: http}]}
                  - {name: b, image: 7, resources: {limits: {cpu: lots}}, imagePullPolicy: Sometimes}
            """
        let found = try told(text)
        let containers = "spec.template.spec.containers"
        for (field, words) in [
            ("metadata.labels[tier]", "cannot unmarshal number"), ("spec.replica", "unknown field \"spec.replica\""),
            ("spec.replicas", "cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas"),
            ("\(containers)[0].name", "Invalid value: \"Web\""),
            ("\(containers)[0].ports[1].containerPort", "cannot unmarshal string"),
            ("\(containers)[1].image", "cannot unmarshal number"),
            ("\(containers)[1].resources.limits[cpu]", "quantities must match"),
            ("\(containers)[1].imagePullPolicy", "Unsupported value: \"Sometimes\""),
        ] {
            #expect(found.count { $0.hasPrefix("\(field): ") && $0.contains(words) } == 1, "\(field): \(found)")
        }
        #expect(found.count == 8, "\(found)")
    }

    @Test("a value of a wrong type makes nothing else wrong")
    func consequences() throws {
        let found = try told(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              selector: {matchLabels: {version: 2}}
              template:
                metadata: {labels: {version: 2}}
                spec: {containers: [{name: web, image: "web:1", ports: [{containerPort: "80"}]}]}
            """)
        #expect(
            found.map { String($0.prefix { $0 != ":" }) } == [
                "spec.selector.matchLabels[version]",
                "spec.template.metadata.labels[version]",
                "spec.template.spec.containers[0].ports[0].containerPort",
            ], "\(found)")
    }

    @Test("an update is held against the object as it is stored; what is right, and what is unknown, has no mistakes")
    func updates() throws {
        let old = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}, immutable: true, data: {a: b}}"
        #expect(try told(old, over: old).isEmpty)
        let found = try told(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}, immutable: true, data: {a: c}, x: 1}",
            over: old)
        #expect(found.contains("x: unknown field \"x\""))
        #expect(found.contains { $0.hasPrefix("data: Forbidden: field is immutable") }, "\(found)")
        #expect(try told("{apiVersion: example.com/v1, kind: Gadget, metadata: {name: a}, x: 1}").isEmpty)
    }
}

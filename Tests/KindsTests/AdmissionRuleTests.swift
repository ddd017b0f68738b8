import Kinds
import Model
import Testing

@Suite("Admission's rules")
struct AdmissionRuleTests {
    private func deployment(_ change: (inout Value) -> Void = { _ in }) -> Value {
        var object: Value = [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "shop"],
            "spec": [
                "selector": ["matchLabels": ["app": "web"]],
                "template": [
                    "metadata": ["labels": ["app": "web"]],
                    "spec": ["containers": [["name": "web", "image": "web:1"]]],
                ],
            ],
        ]
        change(&object)
        return object
    }

    private func refusal(_ object: Value, _ options: AdmissionOptions = AdmissionOptions()) -> AdmissionRefusal? {
        do {
            _ = try admit(create: object, options: options)
            return nil
        } catch {
            return error
        }
    }

    @Test("an unknown field is refused, warned of, or dropped, as the request asks")
    func unknownField() throws {
        let object = deployment { $0.set(3, at: "spec", "replica") }
        #expect(
            refusal(object)?.message
                == "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: "
                + "unknown field \"spec.replica\"")
        let warned = try admit(create: object, options: AdmissionOptions(fieldValidation: .warn))
        #expect(warned.warnings == ["unknown field \"spec.replica\""])
        #expect(warned.object.at("spec", "replica") == nil)
        #expect(try admit(create: object, options: AdmissionOptions(fieldValidation: .ignore)).warnings.isEmpty)
        #expect(decodingProblems(object) == ["unknown field \"spec.replica\""])
    }

    @Test(
        "a wrong type is told with the Go field that it was for",
        arguments: [
            (
                "replicas", "three",
                "cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32"
            ),
            ("paused", "no", "cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool"),
            (
                "template", "x",
                "cannot unmarshal string into Go struct field DeploymentSpec.spec.template of type v1.PodTemplateSpec"
            ),
        ])
    func wrongType(field: String, value: String, message: String) {
        let found = refusal(deployment { $0.set(Value(value), at: "spec", field) })
        #expect(found?.code == 400)
        #expect(found?.message.hasSuffix("json: \(message)") == true)
    }

    @Test("all errors of an object are told at once, with their causes")
    func allErrors() {
        let found = refusal(
            deployment {
                $0.set(-1, at: "spec", "replicas")
                $0.set([["name": "Web", "image": ""]], at: "spec", "template", "spec", "containers")
            })
        #expect(found?.code == 422)
        #expect(
            found?.errors.map(\.field) == [
                "spec.replicas", "spec.template.spec.containers[0].name", "spec.template.spec.containers[0].image",
            ])
        #expect(
            found?.errors.first?.description == "spec.replicas: Invalid value: -1: must be greater than or equal to 0")
    }

    @Test("a status sent with a new object is dropped, and the generation begins at 1")
    func status() throws {
        let object = try admit(create: deployment { $0["status"] = ["replicas": 7] }).object
        #expect(object["status"] == .emptyObject)
        #expect(object.generation == 1)
    }

    @Test("the generation grows with the spec, not with a label; an update keeps uid and status")
    func generation() throws {
        var stored = try admit(create: deployment(), options: AdmissionOptions(uid: "u")).object
        stored["status"] = ["replicas": 1]
        let labelled = try admit(update: deployment { $0.set("x", at: "metadata", "labels", "a") }, over: stored).object
        #expect(labelled.generation == 1)
        let scaled = try admit(update: deployment { $0.set(2, at: "spec", "replicas") }, over: stored).object
        #expect(scaled.generation == 2)
        #expect(scaled.uid == "u")
        #expect(scaled.status == ["replicas": 1])
    }

    @Test("a write of the status leaves the spec alone")
    func statusSubresource() throws {
        let stored = try admit(create: deployment()).object
        let sent = deployment {
            $0.set(9, at: "spec", "replicas")
            $0["status"] = ["replicas": 1]
        }
        let written = try admit(update: sent, over: stored, options: AdmissionOptions(subresource: "status")).object
        #expect(written.spec == stored.spec)
        #expect(written.status == ["replicas": 1])
    }

    @Test("what a Secret holds is in no message")
    func secrets() {
        let docker: Value = [
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "pull", "namespace": "shop"],
            "type": "kubernetes.io/dockerconfigjson", "stringData": [".dockerconfigjson": "hunter2"],
        ]
        let found = refusal(docker)
        #expect(found?.message.contains("<secret contents redacted>") == true)
        #expect(found?.message.contains("hunter2") == false)
        let broken: Value = [
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "a", "namespace": "shop"],
            "data": ["password": "hunter2!"],
        ]
        #expect(refusal(broken)?.message.contains("hunter2") == false)
    }

    @Test("stringData wins over data, and is not stored")
    func stringData() {
        let object = defaulted([
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "a"], "data": ["a": "eA==", "b": "eQ=="],
            "stringData": ["a": "z"],
        ])
        #expect(object["data"] == ["a": "eg==", "b": "eQ=="])
        #expect(object["stringData"] == nil)
        #expect(object["type"] == "Opaque")
    }

    @Test(
        "an image's tag decides its pull policy",
        arguments: [
            ("web", "Always"), ("web:latest", "Always"), ("web:1", "IfNotPresent"),
            ("registry.example:5000/web", "Always"), ("registry.example:5000/web:1", "IfNotPresent"),
            ("web@sha256:0123456789012345678901234567890123456789012345678901234567890123", "IfNotPresent"),
            ("not an image", "IfNotPresent"),
        ])
    func pullPolicy(image: String, policy: String) {
        let object = defaulted(
            deployment {
                $0.set([["name": "web", "image": Value(image)]], at: "spec", "template", "spec", "containers")
            })
        let container = object.at("spec", "template", "spec", "containers")?.elements.first
        #expect(container?["imagePullPolicy"]?.string == policy)
    }

    @Test("defaulting twice changes nothing more")
    func idempotent() {
        let once = defaulted(deployment())
        #expect(defaulted(once) == once)
    }

    @Test(
        "a Service says what it needs of the cluster",
        arguments: [
            ("ClusterIP", true, 0, false), ("NodePort", true, 1, false), ("LoadBalancer", true, 1, false),
            ("ExternalName", false, 0, false),
        ])
    func allocation(type: String, address: Bool, ports: Int, health: Bool) {
        let needs = ServiceAllocation(for: [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"],
            "spec": ["type": Value(type), "ports": [["port": 80]]],
        ])
        #expect(needs.needsClusterIP == address)
        #expect(needs.portsWithoutNodePort.count == ports)
        #expect(needs.needsHealthCheckNodePort == health)
    }

    @Test("objects of kinds that are not built in keep what they have")
    func customResource() throws {
        let object: Value = [
            "apiVersion": "example.com/v1", "kind": "Widget", "metadata": ["name": "w", "labels": [:]],
            "spec": ["empty": "", "none": .null, "list": []],
        ]
        let admitted = try admit(create: object).object
        #expect(admitted["spec"] == object["spec"])
        #expect(admitted.metadata["labels"] == nil)
        #expect(
            noMatches(apiVersion: "example.com/v1", kind: "Widget")
                == "no matches for kind \"Widget\" in version \"example.com/v1\"")
    }
}

@Suite("What cannot be read")
struct HostileInputTests {
    @Test(
        "deep, wide and odd objects are answered, never trapped on",
        arguments: [
            #"{"apiVersion":"v1","kind":"Pod","metadata":[],"spec":{}}"#,
            #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":5},"spec":"x"}"#,
            #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"#
                + #""spec":{"ports":[null,{"port":99999999999}]}}"#,
            #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"data":{"a":"====","b":null}}"#,
            #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"#
                + #""spec":{"template":{"spec":{"containers":[[]]}}}}"#,
            #"{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"a"},"#
                + #""spec":{"schedule":"*/0 99-1 , x/y/z -"}}"#,
            #"{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"a"},"#
                + #""spec":{"ingress":[{"from":[{"ipBlock":{"cidr":"::/999","except":["1"]}}]}]}}"#,
            #"{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"a"},"#
                + #""spec":{"resources":{"requests":{"storage":"1e2147483648"}}}}"#,
            #"{"apiVersion":"","kind":""}"#, "[]", "null", "7",
        ])
    func answered(text: String) throws {
        let object = try Value(json: text)
        _ = defaulted(object)
        _ = decodingProblems(object)
        _ = try? admit(create: object)
        _ = try? admit(update: object, over: object)
        _ = immutableChanges(from: object, to: object)
    }

    @Test("a schema nested beyond all measure is kept as it is")
    func deepSchema() throws {
        var text = "{}"
        for _ in 0..<900 { text = "{\"properties\":{\"a\":\(text)}}" }
        let object = try Value(
            json: """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                "metadata":{"name":"as.example.com"},
                "spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":\(text)}}]}}
                """)
        _ = try? admit(create: object)
    }
}

import Kinds
import Model
import Testing

@Suite struct ReferenceTests {
    private func spoken(_ json: String) throws -> [String] {
        references(of: try Value(json: json)).map { reference in
            "\(reference.verb) \(reference.target)" + (reference.entry.map { "#\($0)" } ?? "")
                + (reference.isOptional ? " (optional)" : "") + " at \(reference.path)"
        }
    }

    @Test("a pod template names all that its pods need")
    func pods() throws {
        let found = try spoken(
            #"""
            {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"c","namespace":"n"},"spec":{"jobTemplate":{"spec":{
            "template":{"spec":{"serviceAccountName":"runner","priorityClassName":"high","runtimeClassName":"gvisor",
            "imagePullSecrets":[{"name":"pull"}],
            "initContainers":[{"name":"i","env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"cm","key":"k","optional":true}}}]}],
            "containers":[{"name":"c","envFrom":[{"secretRef":{"name":"s"}}]}],
            "volumes":[{"name":"v","configMap":{"name":"cm","items":[{"key":"a","path":"a"}]}},
            {"name":"w","persistentVolumeClaim":{"claimName":"data"}},{"name":"x","secret":{"secretName":"s2","optional":true}},
            {"name":"p","projected":{"sources":[{"configMap":{"name":"kube-root-ca.crt"}},{"secret":{"name":"s3"}}]}}]}}}}}}
            """#)
        let spec = "spec.jobTemplate.spec.template.spec"
        #expect(
            found == [
                "takes A from /ConfigMap/n/cm#k (optional) at \(spec).initContainers[0].env[0].valueFrom.configMapKeyRef.name",
                "takes its environment from /Secret/n/s at \(spec).containers[0].envFrom[0].secretRef.name",
                "mounts /ConfigMap/n/cm#a at \(spec).volumes[0].configMap.name",
                "mounts /PersistentVolumeClaim/n/data at \(spec).volumes[1].persistentVolumeClaim.claimName",
                "mounts /Secret/n/s2 (optional) at \(spec).volumes[2].secret.secretName",
                "mounts /Secret/n/s3 at \(spec).volumes[3].projected.sources[1].secret.name",
                "runs as /ServiceAccount/n/runner at \(spec).serviceAccountName",
                "pulls with /Secret/n/pull (optional) at \(spec).imagePullSecrets[0].name",
                "has the priority of scheduling.k8s.io/PriorityClass//high at \(spec).priorityClassName",
                "runs with node.k8s.io/RuntimeClass//gvisor at \(spec).runtimeClassName",
            ])
    }

    @Test(
        "other kinds name theirs",
        arguments: [
            (
                #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"namespace":"n"},"spec":{"ingressClassName":"nginx","tls":[{"secretName":"t"}],"rules":[{"http":{"paths":[{"backend":{"service":{"name":"s","port":{"name":"http"}}}}]}}]}}"#,
                [
                    "is served by networking.k8s.io/IngressClass//nginx (optional) at spec.ingressClassName",
                    "takes its certificate from /Secret/n/t (optional) at spec.tls[0].secretName",
                    "sends traffic to /Service/n/s at spec.rules[0].http.paths[0].backend.service.name",
                ]
            ),
            (
                #"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"namespace":"n"},"roleRef":{"kind":"ClusterRole","name":"view"},"subjects":[{"kind":"ServiceAccount","name":"a","namespace":"m"},{"kind":"User","name":"u"}]}"#,
                ["grants to /ServiceAccount/m/a (optional) at subjects[0].name"]
            ),
            (
                #"{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"namespace":"n"},"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"}}}"#,
                ["scales apps/Deployment/n/d at spec.scaleTargetRef.name"]
            ),
            (
                #"{"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration","webhooks":[{"clientConfig":{"service":{"name":"s","namespace":"n"}}},{"clientConfig":{"url":"https://x"}}]}"#,
                ["calls /Service/n/s at webhooks[0].clientConfig.service.name"]
            ),
            (
                #"{"apiVersion":"v1","kind":"Pod","spec":{"serviceAccountName":"default","priorityClassName":"system-node-critical"}}"#,
                []
            ),
        ])
    func kinds(json: String, expected: [String]) throws { #expect(try spoken(json) == expected) }

    @Test("the claims that a StatefulSet makes are no missing references")
    func templates() throws {
        let set = try Value(
            json:
                #"{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"n"},"spec":{"volumeClaimTemplates":[{"metadata":{"name":"data"}}]}}"#
        )
        func claim(_ name: String) -> ObjectKey {
            ObjectKey(group: "", kind: "PersistentVolumeClaim", namespace: "n", name: name)
        }
        #expect(makes(set, claim("data-db-0")))
        #expect(!makes(set, claim("data-db-x")))
        #expect(!makes(set, claim("other-db-0")))
    }

    @Test("nothing in an object that is not as it should be is a trap")
    func strange() throws {
        for json in [
            #"{"apiVersion":"v1","kind":"Pod","spec":[]}"#,
            #"{"apiVersion":"v1","kind":"Pod","spec":{"containers":{"a":1},"volumes":[1,null]}}"#,
            #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","spec":{"rules":"x","tls":[[]]}}"#, "[]", "null",
        ] { #expect(try spoken(json).isEmpty) }
    }
}

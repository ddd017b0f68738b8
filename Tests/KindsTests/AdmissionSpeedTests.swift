import Kinds
import Model
import Testing

@Suite("Admission's speed")
struct AdmissionSpeedTests {
    @Test("five hundred Deployments are admitted in the time that a debug build may take")
    func deployments() throws {
        let object = try Value(
            json: """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"api","namespace":"shop",
                "labels":{"app":"api","tier":"backend"},"annotations":{"example.com/owner":"shop"}},
                "spec":{"replicas":3,"selector":{"matchLabels":{"app":"api"}},"template":{
                "metadata":{"labels":{"app":"api","tier":"backend"}},"spec":{"serviceAccountName":"api","containers":[
                {"name":"api","image":"registry.example/shop/api:1.2.3","ports":[{"name":"http","containerPort":8080}],
                "env":[{"name":"DB_HOST","value":"db"},{"name":"DB_PASSWORD","valueFrom":{"secretKeyRef":{
                "name":"db","key":"password"}}}],"resources":{"requests":{"cpu":"100m","memory":"128Mi"},
                "limits":{"cpu":"1","memory":"256Mi"}},"readinessProbe":{"httpGet":{"path":"/ready","port":"http"}},
                "livenessProbe":{"httpGet":{"path":"/live","port":8080}},
                "volumeMounts":[{"name":"config","mountPath":"/etc/api"}]}],
                "volumes":[{"name":"config","configMap":{"name":"api"}}]}}}}
                """)
        _ = try admit(create: object)
        let count = 500
        let clock = ContinuousClock()
        let time = try clock.measure {
            for _ in 0..<count { _ = try admit(create: object) }
        }
        print("admission: \(count) Deployments in \(time)")
    }
}

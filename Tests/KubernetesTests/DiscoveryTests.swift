import ClusterAPI
import Model
import Testing

@testable import Kubernetes

@Suite("Discovery")
struct DiscoveryTests {
    @Test("an aggregated document and the older lists say the same")
    func both() throws {
        let aggregated = try Value(
            json: #"""
                {"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"apps"},"versions":[{"version":"v1","resources":[
                {"resource":"deployments","responseKind":{"group":"apps","version":"v1","kind":"Deployment"},
                 "scope":"Namespaced","singularResource":"deployment","shortNames":["deploy"],"categories":["all"],
                 "verbs":["get","list"],"subresources":[{"subresource":"scale"},{"subresource":"status"}]}]}]}]}
                """#)
        let older = try Value(
            json: #"""
                {"kind":"APIResourceList","groupVersion":"apps/v1","resources":[
                {"name":"deployments/scale","kind":"Scale","namespaced":true,"verbs":["get"]},
                {"name":"deployments","singularName":"deployment","kind":"Deployment","namespaced":true,
                 "shortNames":["deploy"],"categories":["all"],"verbs":["get","list"]},
                {"name":"deployments/status","kind":"Deployment","namespaced":true,"verbs":["get"]}]}
                """#)
        let wanted = [
            ServedResource(
                type: ResourceType(
                    group: "apps", version: "v1", kind: "Deployment", plural: "deployments", isNamespaced: true),
                singular: "deployment", shortNames: ["deploy"], categories: ["all"], verbs: ["get", "list"],
                subresources: ["scale", "status"])
        ]
        #expect(discoveredResources(aggregated: aggregated) == wanted)
        #expect(discoveredResources(older, group: "apps", version: "v1") == wanted)
    }
}

import Testing

@testable import APIServer

@Suite("Routes")
struct RouteTests {
    static let objects: [(String, ObjectPath)] = [
        ("/api/v1/pods", ObjectPath(group: "", version: "v1", plural: "pods")),
        ("/api/v1/namespaces", ObjectPath(group: "", version: "v1", plural: "namespaces")),
        ("/api/v1/namespaces/a", ObjectPath(group: "", version: "v1", plural: "namespaces", name: "a")),
        (
            "/api/v1/namespaces/a/finalize",
            ObjectPath(group: "", version: "v1", plural: "namespaces", name: "a", subresource: "finalize")
        ),
        ("/api/v1/namespaces/a/pods", ObjectPath(group: "", version: "v1", namespace: "a", plural: "pods")),
        (
            "/api/v1/namespaces/a/pods/p/log",
            ObjectPath(group: "", version: "v1", namespace: "a", plural: "pods", name: "p", subresource: "log")
        ),
        (
            "/apis/apps/v1/namespaces/a/deployments/d",
            ObjectPath(group: "apps", version: "v1", namespace: "a", plural: "deployments", name: "d")
        ),
        (
            "/api/v1/watch/namespaces/a/pods/p",
            ObjectPath(group: "", version: "v1", namespace: "a", plural: "pods", name: "p", isWatch: true)
        ),
        (
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node",
            ObjectPath(group: "rbac.authorization.k8s.io", version: "v1", plural: "clusterroles", name: "system:node")
        ),
    ]

    @Test("a path names a collection, an object or a part of one", arguments: objects)
    func objectPaths(path: String, expected: ObjectPath) {
        #expect(route(Call("GET", path).path) == .objects(expected))
    }

    static let others: [(String, Route)] = [
        ("/", .root), ("/readyz", .health("readyz")), ("/version", .version), ("/api", .coreVersions),
        ("/apis", .groups), ("/apis/apps", .group("apps")), ("/api/v1", .resources(group: "", version: "v1")),
        ("/apis/apps/v1/", .resources(group: "apps", version: "v1")), ("/openapi/v2", .openAPIv2),
        ("/openapi/v3", .openAPIv3Index), ("/openapi/v3/api/v1", .openAPIv3(group: "", version: "v1")),
        ("/openapi/v3/apis/apps/v1", .openAPIv3(group: "apps", version: "v1")), ("/favicon.ico", .unknown),
        ("/api/v1/namespaces/a/pods/p/log/more", .unknown),
    ]

    @Test("the rest are lists of what there is", arguments: others)
    func otherPaths(path: String, expected: Route) {
        #expect(route(Call("GET", path).path) == expected)
    }

    @Test("only health and version are public")
    func publicPaths() {
        let isPublic = (RouteTests.others.map(\.1) + RouteTests.objects.map { Route.objects($0.1) }).filter(\.isPublic)
        #expect(isPublic == [.health("readyz"), .version])
    }

    @Test("a call's path and query are decoded, and broken encodings stay")
    func decoding() throws {
        let call = Call("GET", "/api/v1/pods?labelSelector=a%3Db%2Cc%21%3Dd&limit=5&x=%zz&fieldSelector=a+b&limit=7")
        #expect(call.query["labelSelector"] == "a=b,c!=d")
        #expect(try call.query.number("limit") == 5)
        #expect(call.query["x"] == "%zz")
        #expect(call.query["fieldSelector"] == "a b")
        #expect(Call("GET", "/a%2Fb/c%").path == ["a/b", "c%"])
    }
}

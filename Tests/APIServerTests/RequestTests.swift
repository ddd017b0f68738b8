import ClusterAPI
import Kinds
import Model
import Synchronization
import Testing

@testable import APIServer

/// Keeps the last request and answers with its body.
final class RecordingCluster: Cluster {
    private let last = Mutex<ClusterAPI.Request?>(nil)
    var request: ClusterAPI.Request? { last.withLock { $0 } }

    func resources() async throws(ClusterError) -> [ServedResource] {
        BuiltinKinds.all.map {
            ServedResource(
                type: $0.type, singular: $0.singular, verbs: $0.verbs, subresources: $0.subresources.map(\.name))
        }
    }

    func perform(_ request: ClusterAPI.Request) async throws(ClusterError) -> ClusterAPI.Response {
        last.withLock { $0 = request }
        return Response(.object(request.body ?? .emptyObject), warnings: ["careful"])
    }

    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream { throw .badRequest("no") }
}

@Suite("From calls to requests")
struct RequestTests {
    let cluster = RecordingCluster()

    func send(_ call: Call) async -> Answer {
        var call = call
        call.authorization = "Bearer secret"
        return await APIHandler(cluster: cluster, token: Array("secret".utf8), clock: { Instant(seconds: 0) }).answer(
            call)
    }

    @Test("writers without a field manager go by their user agent")
    func fieldManager() async {
        var call = Call("POST", "/api/v1/namespaces/shop/configmaps")
        call.userAgent = "shop/v1.2 (linux)"
        call.body = Array("{\"metadata\":{\"name\":\"a\"}}".utf8)
        #expect(await send(call).code == 200)
        #expect(cluster.request?.options.fieldManager == "shop")
        call.query = Query("fieldManager=me&dryRun=All&fieldValidation=Strict")
        #expect(await send(call).warnings == ["careful"])
        #expect(cluster.request?.options.fieldManager == "me")
        #expect(cluster.request?.options.dryRun == true)
        #expect(cluster.request?.options.fieldValidation == .strict)
    }

    @Test("what the path says need not stand in the body")
    func completion() async {
        var call = Call("PUT", "/apis/apps/v1/namespaces/shop/deployments/web")
        call.body = Array("{\"spec\":{}}".utf8)
        _ = await send(call)
        #expect(
            cluster.request?.body == [
                "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "shop"],
                "spec": [:],
            ])
        #expect(cluster.request?.verb == .update)
    }

    @Test("the body of a delete wins over its query")
    func deleteOptions() async {
        var call = Call(
            "DELETE",
            "/api/v1/namespaces/shop/pods/a?gracePeriodSeconds=5&propagationPolicy=Orphan&orphanDependents=false")
        _ = await send(call)
        #expect(cluster.request?.options.gracePeriodSeconds == 5)
        #expect(cluster.request?.options.propagation == .orphan)
        call.body = Array(
            """
            {"kind":"DeleteOptions","gracePeriodSeconds":0,"propagationPolicy":"Foreground","dryRun":["All"],
             "preconditions":{"uid":"u","resourceVersion":"7"}}
            """.utf8)
        _ = await send(call)
        let options = cluster.request?.options
        #expect(options?.gracePeriodSeconds == 0)
        #expect(options?.propagation == .foreground)
        #expect(options?.preconditionUID == "u")
        #expect(options?.preconditionResourceVersion == "7")
        #expect(options?.dryRun == true)
    }

    @Test(
        "a patch is of the kind that its content type says",
        arguments: [
            ("application/json-patch+json", Request.PatchType.json), ("application/merge-patch+json", .merge),
            ("application/strategic-merge-patch+json; charset=utf-8", .strategic),
            ("application/apply-patch+yaml", .apply),
        ])
    func patches(contentType: String, expected: ClusterAPI.Request.PatchType) async {
        var call = Call("PATCH", "/apis/apps/v1/namespaces/shop/deployments/web/scale?fieldManager=me")
        call.contentType = contentType
        call.body = Array("{\"spec\":{\"replicas\":3}}".utf8)
        #expect(await send(call).code == 200)
        #expect(cluster.request?.verb == .patch(expected))
        #expect(cluster.request?.subresource == "scale")
        #expect(cluster.request?.body == ["spec": ["replicas": 3]])
    }

    @Test("who holds the token may do everything")
    func reviews() async throws {
        var call = Call("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        call.body = Array(#"{"spec":{"resourceAttributes":{"verb":"*","resource":"*"}}}"#.utf8)
        let answer = await send(call)
        #expect(answer.code == 201)
        guard case .bytes(let bytes) = answer.body else { return }
        #expect(try Value(json: bytes).status == ["allowed": true])
    }
}

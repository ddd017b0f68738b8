import ClusterAPI
import Engine
import Model
import Testing

@testable import APIServer

/// What the server says of itself and of its answers, without a socket.
@Suite("The server's own pages")
struct ServerPagesTests {
    let handler: APIHandler

    init() async throws {
        handler = APIHandler(
            cluster: try await InProcessCluster(), token: Array("secret".utf8),
            clock: { Instant(seconds: 1_800_000_000) })
    }

    private func send(
        _ method: String, _ target: String, accept: String = "", contentType: String = "", body: String = ""
    ) async -> (answer: Answer, text: String) {
        var call = Call(method, target)
        call.authorization = "Bearer secret"
        call.accept = accept
        call.contentType = contentType
        call.body = Array(body.utf8)
        let answer = await handler.answer(call)
        guard case .bytes(let bytes) = answer.body else { return (answer, "") }
        return (answer, String(decoding: bytes, as: UTF8.self))
    }

    @Test("each endpoint of health has its parts, and can leave some out")
    func health() async {
        for endpoint in ["healthz", "livez", "readyz"] {
            #expect(await send("GET", "/\(endpoint)").text == "ok")
            #expect(await send("GET", "/\(endpoint)/etcd").text == "ok")
            #expect(await send("GET", "/\(endpoint)/poststarthook/rbac/bootstrap-roles").text == "ok")
            #expect(await send("GET", "/\(endpoint)/nothing").answer.code == 404)
            let verbose = await send("GET", "/\(endpoint)?verbose&exclude=etcd").text
            #expect(verbose.hasPrefix("[+]ping ok\n[+]log ok\n[+]etcd excluded: ok\n"))
            #expect(verbose.hasSuffix("\n\(endpoint) check passed\n"))
            #expect(verbose.contains("[+]shutdown ok") == (endpoint == "readyz"))
        }
    }

    @Test("a store that cannot be written fails its check, and says no more to strangers")
    func storeTrouble() async {
        handler.storeHealth.become("disk full at /secret/place")
        let (answer, text) = await send("GET", "/readyz")
        #expect(answer.code == 500)
        #expect(text.contains("[-]etcd failed: reason withheld\n"))
        #expect(text.hasSuffix("readyz check failed\n"))
        #expect(!text.contains("secret"))
        #expect(await send("GET", "/readyz?exclude=etcd&exclude=etcd-readiness").answer.code == 200)
        #expect(await send("GET", "/livez/etcd").answer.code == 500)
        let table = await send(
            "GET", "/api/v1/componentstatuses", accept: "application/json;as=Table;v=v1;g=meta.k8s.io"
        ).text
        #expect(table.contains("\"etcd-0\",\"Unhealthy\""))
    }

    @Test("the metrics count what was answered under kube-apiserver's names, and not what somebody made up")
    func metrics() async {
        for _ in 0..<3 { _ = await send("GET", "/api/v1/namespaces/default/configmaps") }
        _ = await send("GET", "/apis/made.up/v1/namespaces/default/things/x")
        _ = await send("BREW", "/coffee")
        let (answer, text) = await send("GET", "/metrics")
        #expect(answer.contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(
            text.contains(
                "apiserver_request_total{code=\"200\",component=\"apiserver\",dry_run=\"\",group=\"\","
                    + "resource=\"configmaps\",scope=\"namespace\",subresource=\"\",verb=\"LIST\",version=\"v1\"} 3\n"))
        #expect(
            text.contains(
                "subresource=\"\",verb=\"LIST\",version=\"v1\",le=\"+Inf\"} 3\n"))
        #expect(text.contains("apiserver_storage_objects{resource=\"namespaces\"} 4\n"))
        #expect(text.contains("apiserver_current_inflight_requests{request_kind=\"readOnly\"} 1\n"))
        #expect(!text.contains("made.up") && !text.contains("BREW"))
        var call = Call("GET", "/metrics")
        call.authorization = ""
        #expect([401, 403].contains(await handler.answer(call).code))
    }

    @Test("component statuses are asked for when they are read, with a warning that they are to go")
    func components() async {
        let (answer, text) = await send("GET", "/api/v1/componentstatuses")
        #expect(answer.warnings == ["v1 ComponentStatus is deprecated in v1.19+"])
        #expect(
            text.contains("\"controller-manager\"") && text.contains("\"scheduler\"") && text.contains("\"etcd-0\""))
        #expect(await send("GET", "/api/v1/componentstatuses/scheduler").answer.code == 200)
        #expect(await send("GET", "/api/v1/componentstatuses/none").answer.code == 404)
        #expect(await send("POST", "/api/v1/componentstatuses", body: "{}").answer.code == 405)
    }

    @Test("every answer about Endpoints says that they are to go, once")
    func deprecation() async {
        let warning = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
        #expect(await send("GET", "/api/v1/endpoints").answer.warnings == [warning])
        let body = "{\"apiVersion\":\"v1\",\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"e\"}}"
        #expect(await send("POST", "/api/v1/namespaces/default/endpoints", body: body).answer.warnings == [warning])
    }

    @Test("a Status and a list begin as kube-apiserver's do: clients compare their text")
    func order() async {
        let path = "/api/v1/namespaces/default/configmaps"
        #expect(
            await send("GET", "\(path)/none").text
                == "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":"
                + "\"configmaps \\\"none\\\" not found\",\"reason\":\"NotFound\",\"details\":{\"name\":\"none\","
                + "\"kind\":\"configmaps\"},\"code\":404}")
        for name in ["a", "b"] { _ = await send("POST", path, body: "{\"metadata\":{\"name\":\"\(name)\"}}") }
        let list = await send("GET", "\(path)?limit=1").text
        #expect(list.hasPrefix("{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":"))
        #expect(list.contains("\",\"remainingItemCount\":"))
        let gone = await send("DELETE", "\(path)/a").text
        #expect(gone.contains("\"status\":\"Success\",\"details\":{\"name\":\"a\",\"kind\":\"configmaps\",\"uid\":"))
    }

    @Test(
        "options that do not go together are refused",
        arguments: [
            ("resourceVersionMatch=Exact", 422, "resourceVersionMatch is forbidden unless resourceVersion is provided"),
            ("resourceVersionMatch=Exact&resourceVersion=0", 422, "is forbidden for resourceVersion \\\"0\\\""),
            (
                "resourceVersionMatch=Some&resourceVersion=0", 422,
                "Unsupported value: \\\"Some\\\": supported values: \\\"Exact\\\", \\\"NotOlderThan\\\", \\\"\\\""
            ),
            ("resourceVersionMatch=NotOlderThan&resourceVersion=0", 200, ""),
            ("sendInitialEvents=true", 422, "sendInitialEvents is forbidden for list"),
            ("watch=1&sendInitialEvents=true", 422, "sendInitialEvents requires setting resourceVersionMatch to"),
            ("watch=1&resourceVersionMatch=NotOlderThan", 422, "is forbidden for watch unless sendInitialEvents is"),
            ("watch=1&continue=x", 422, "continue is forbidden for watch"),
            ("limit=many", 400, "strconv.ParseInt: parsing \\\"many\\\": invalid syntax"),
            ("limit=99999999999999999999", 400, "value out of range"),
            ("watch=1&timeoutSeconds=1s", 400, "invalid syntax"),
        ])
    func listOptions(query: String, code: Int, message: String) async {
        let (answer, text) = await send("GET", "/api/v1/configmaps?\(query)")
        #expect(answer.code == code)
        #expect(text.contains(message), "\(text)")
    }

    @Test("a request for a certificate says who asks, whoever its sender says it is")
    func signingRequest() async throws {
        let body = """
            {"metadata":{"name":"c"},"spec":{"request":"eA==","signerName":"example.com/x","usages":["client auth"],
             "username":"somebody","groups":["others"],"uid":"1"}}
            """
        let path = "/apis/certificates.k8s.io/v1/certificatesigningrequests"
        let made = try Value(json: Array(await send("POST", path, body: body).text.utf8))
        #expect(made.at("spec", "username") == "plumb")
        #expect(made.at("spec", "groups") == ["system:masters", "system:authenticated"])
        #expect(made.at("spec", "uid") == nil)
        let table = "application/json;as=Table;v=v1;g=meta.k8s.io"
        #expect(await send("GET", path, accept: table).text.contains("\"Pending\""))
        let approval =
            "{\"status\":{\"conditions\":[{\"type\":\"Approved\",\"status\":\"True\",\"reason\":\"r\",\"message\":\"m\"}]}}"
        let type = "application/merge-patch+json"
        #expect(await send("PATCH", "\(path)/c/approval", contentType: type, body: approval).answer.code == 200)
        #expect(await send("GET", path, accept: table).text.contains("\"Approved\""))
    }

    @Test("a PUT whose body names another object is refused, whether or not the one in the path exists")
    func otherName() async {
        let body = "{\"metadata\":{\"name\":\"other\"}}"
        let (answer, text) = await send("PUT", "/api/v1/namespaces/default/configmaps/none", body: body)
        #expect(answer.code == 400)
        #expect(text.contains("the name of the object (other) does not match the name on the URL (none)"))
    }
}

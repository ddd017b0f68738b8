import ClusterAPI
import Model
import NIOCore
import Testing

@testable import Kubernetes

@Suite("Requests as HTTP")
struct RequestTests {
    private static let maps = ResourceType(
        group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)
    private static let roles = ResourceType(
        group: "rbac.authorization.k8s.io", version: "v1", kind: "ClusterRole", plural: "clusterroles",
        isNamespaced: false)

    private static func request(
        _ verb: Request.Verb, _ type: ResourceType = maps, _ name: String = "a", _ subresource: String? = nil,
        _ change: (inout Request.Options) -> Void = { _ in }
    ) -> Request {
        var request = Request(verb, type, namespace: "shop", name: name, subresource: subresource, body: ["a": 1])
        change(&request.options)
        return request
    }

    @Test(
        "each verb has its method, path and query",
        arguments: [
            (request(.get), "GET /api/v1/namespaces/shop/configmaps/a"),
            (request(.get, roles, "system:x"), "GET /apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Ax"),
            (
                request(.list, maps, "") {
                    $0.labelSelector = "a in (b,c)"; $0.limit = 5
                },
                "GET /api/v1/namespaces/shop/configmaps?labelSelector=a%20in%20%28b%2Cc%29&limit=5"
            ),
            (
                request(.create) {
                    $0.fieldManager = "plumb"; $0.fieldValidation = .strict; $0.dryRun = true
                },
                "POST /api/v1/namespaces/shop/configmaps?fieldManager=plumb&fieldValidation=Strict&dryRun=All"
            ),
            (request(.create, maps, "a", "eviction"), "POST /api/v1/namespaces/shop/configmaps/a/eviction"),
            (request(.update, maps, "a", "status"), "PUT /api/v1/namespaces/shop/configmaps/a/status"),
            (
                request(.patch(.apply)) {
                    $0.force = true; $0.fieldManager = "plumb"
                },
                "PATCH /api/v1/namespaces/shop/configmaps/a?fieldManager=plumb&force=true"
            ),
            (request(.delete) { $0.dryRun = true }, "DELETE /api/v1/namespaces/shop/configmaps/a?dryRun=All"),
            (
                request(.get, maps, "a", "log") {
                    $0.log.tailLines = 20; $0.log.previous = true; $0.log.container = "c"
                },
                "GET /api/v1/namespaces/shop/configmaps/a/log?container=c&previous=true&tailLines=20"
            ),
        ])
    func calls(request: Request, wanted: String) {
        let call = call(for: request, settings: TransportSettings())
        #expect("\(call.method) \(call.path)" == wanted)
    }

    @Test("a delete carries its preconditions in its body")
    func deletes() throws {
        let request = Self.request(.delete) {
            $0.preconditionUID = "u"
            $0.preconditionResourceVersion = "7"
            $0.propagation = .foreground
            $0.gracePeriodSeconds = 0
        }
        let body = try Value(json: call(for: request, settings: TransportSettings()).body ?? [])
        #expect(
            body == [
                "kind": "DeleteOptions", "apiVersion": "v1", "gracePeriodSeconds": 0, "propagationPolicy": "Foreground",
                "preconditions": ["uid": "u", "resourceVersion": "7"],
            ])
    }

    @Test("the items of a list have the kind that kube-apiserver says once for all of them")
    func lists() throws {
        let answer = Answer(
            code: 200,
            bytes: Array(
                #"{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"a"}}]}"#
                    .utf8))
        let list = try #require(try response(answer, to: Self.request(.list)).list)
        #expect(list.resourceVersion == "9")
        #expect(list.items == [["kind": "ConfigMap", "apiVersion": "v1", "metadata": ["name": "a"]]])
    }

    @Test("a refusal is what the Status says; without one, what its code means")
    func refusals() {
        let status = #"{"kind":"Status","code":409,"reason":"AlreadyExists","message":"there","details":{"name":"a"}}"#
        let told = ClusterError(Answer(code: 409, bytes: Array(status.utf8)))
        #expect(told.reason == .alreadyExists)
        #expect(told.message == "there")
        var busy = Answer(code: 429, bytes: Array("slow down".utf8))
        busy.retryAfter = 3
        let error = ClusterError(busy)
        #expect(error.reason == .tooManyRequests)
        #expect(error.details?.retryAfterSeconds == 3)
        #expect(ClusterError(Answer(code: 502, bytes: [])).isTransient)
        #expect(!ClusterError(Answer(code: 403, bytes: [])).isTransient)
    }

    @Test(
        "warnings are read as they were quoted",
        arguments: [
            (#"299 - "unknown field \"a\"""#, #"unknown field "a""#), (#"299 - "back\\slash""#, #"back\slash"#),
            ("299 - none", nil),
        ])
    func warnings(header: String, wanted: String?) { #expect(warningText(header) == wanted) }

    @Test("lines are whole wherever the pieces end, and have a bound")
    func lines() throws {
        let text = "one\n\ntwo is longer\nthree"
        for size in 1...text.utf8.count {
            var splitter = LineSplitter(limit: 100)
            var found: [String] = []
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                try splitter.add(ByteBuffer(bytes: bytes.prefix(size)))
                bytes = bytes.dropFirst(size)
                while let line = splitter.next() { found.append(String(decoding: line, as: UTF8.self)) }
            }
            #expect(found == ["one", "two is longer"])
        }
        var short = LineSplitter(limit: 3)
        #expect(throws: LineSplitter.TooLong.self) { try short.add(ByteBuffer(string: "four and more")) }
    }
}

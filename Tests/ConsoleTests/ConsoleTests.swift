import AsyncHTTPClient
import Ledger
import Model
import NIOCore
import NIOHTTP1
import Reconciler
import TestSupport
import Testing

/// The console as others meet it: over HTTP.
@Suite(.serialized) struct ConsoleTests {
    @Test("a signed push is applied at once, however long the interval; wrong, replayed and odd deliveries do nothing")
    func webhooks() async throws {
        try await RunningConsole.with { console in
            #expect(try await console.get("/readyz").code == 503)
            try await console.configure()
            #expect(try await console.get("/readyz").code == 200)
            let before = try await console.daemon.ledger.auditEntries().count

            let wrong = try await console.push(console.pushed, signature: "sha256=" + console.hmac("other"))
            #expect(wrong.code == 401)
            #expect(wrong.headers["content-type"] == "application/problem+json")
            #expect(try await console.push(console.pushed, signature: "").code == 401)
            let json = ["Content-Type": "application/json"]
            let body = HTTPClientRequest.Body.bytes(ByteBuffer(string: console.pushed))
            #expect(try await console.send("POST", "/webhooks/github", headers: json, body: body).code == 401)
            #expect(try await console.send("POST", "/webhooks/nobody", headers: json, body: body).code == 404)
            #expect(try await console.send("GET", "/webhooks/github").code == 405)
            let unset = try await console.send(
                "POST", "/webhooks/generic", headers: json.merging(["X-Signature-256": "sha256=00"]) { $1 }, body: body)
            #expect(unset.code == 503)
            for odd in ["null", #"{"ref":null,"repository":null}"#, "no json", "", #"{"ref":{},"repository":[]}"#] {
                #expect(try await console.push(odd).code == 400)
            }
            #expect(try await console.push("{}", event: "ping").json["result"] == "ping")
            #expect(try await console.push("{}", event: "issues").json["result"] == "ignored")
            let stranger = #"{"ref":"refs/heads/main","repository":{"clone_url":"https://example.com/other.git"}}"#
            #expect(try await console.push(stranger).json["applications"] == [])
            let branch = console.pushed.replacing("refs/heads/main", with: "refs/heads/other")
            #expect(try await console.push(branch).json["result"] == "unmatched")
            #expect(try await console.daemon.ledger.auditEntries().count == before)

            let first = try await console.push(console.pushed, delivery: "1")
            #expect(first.code == 202)
            #expect(first.json == ["applications": ["shop"], "result": "woken"])
            let again = try await console.push(console.pushed, delivery: "1")
            #expect(again.code == 202)
            #expect(again.json["result"] == "replayed")

            let text = try await console.get("/metrics").text
            #expect(text.contains(#"plumb_webhook_deliveries_total{provider="github",result="replayed"} 1"#))
            #expect(text.contains(#"plumb_application_info{application="shop",state="Synced",health="Healthy"} 1"#))
            #expect(text.contains(#"plumb_build_info{version="test"} 1"#))
        }
    }

    @Test("each provider's own proof opens its own door, and no other")
    func providers() async throws {
        try await RunningConsole.with { console in
            try await console.configure()
            let digest = console.hmac(console.pushed)
            let proofs: [(String, String, String)] = [
                ("github", "X-Hub-Signature-256", "sha256=" + digest),
                ("gitlab", "X-Gitlab-Token", RunningConsole.secret),
                ("gitea", "X-Gitea-Signature", digest), ("bitbucket", "X-Hub-Signature", "sha256=" + digest),
            ]
            for (provider, _, _) in proofs {
                for (other, header, value) in proofs {
                    let reply = try await console.send(
                        "POST", "/webhooks/\(provider)", headers: ["Content-Type": "application/json", header: value],
                        body: .bytes(ByteBuffer(string: console.pushed)))
                    let opens = provider == other || (provider == "gitea" && other == "github")
                    #expect(reply.code == (opens ? 202 : 401), "\(provider) with \(header)")
                }
            }
            let form =
                "payload=" + console.pushed.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let signed = ["X-Hub-Signature-256": "sha256=" + console.hmac(form)]
            let kinds = ["application/x-www-form-urlencoded": 202, "text/plain": 415]
            for (kind, code) in kinds {
                let reply = try await console.send(
                    "POST", "/webhooks/github", headers: signed.merging(["Content-Type": kind]) { $1 },
                    body: .bytes(ByteBuffer(string: form)))
                #expect(reply.code == code)
            }
        }
    }

    @Test("a body of more than 3 MiB is refused, whether its length is told or not")
    func oversize() async throws {
        try await RunningConsole.with { console in
            let headers = ["Content-Type": "application/json", "X-Hub-Signature-256": "sha256=00"]
            let large = ByteBuffer(repeating: 0x20, count: 10 << 20)
            let told = try await console.send("POST", "/webhooks/github", headers: headers, body: .bytes(large))
            #expect(told.code == 413)
            let pieces = AsyncStream<ByteBuffer> { stream in
                for _ in 0..<64 { stream.yield(ByteBuffer(repeating: 0x20, count: 64 << 10)) }
                stream.finish()
            }
            let chunked = try await console.send(
                "POST", "/webhooks/github", headers: headers, body: .stream(pieces, length: .unknown))
            #expect(chunked.code == 413)
            #expect(try await console.get("/healthz").code == 200)
        }
    }

    @Test("whatever changes something wants the token; what was asked is heard, done and audited")
    func control() async throws {
        try await RunningConsole.with { console in
            try await console.configure()
            let first = try await console.get("/v1/applications/shop").json["revision"]?.string ?? ""
            for token in [nil, "", "t0kem", "t0ken0"] {
                #expect(try await console.steer("/v1/applications/shop/suspend", token: token).code == 401)
            }
            #expect(try await console.steer("/v1/applications/nobody/sync").code == 404)
            #expect(try await console.steer("/v1/applications/shop/explode").code == 404)
            #expect(try await console.steer("/v1/applications/shop/sync", "[]").code == 400)
            #expect(try await console.steer("/v1/applications/shop/rollback").code == 409)

            let second = try console.repository.commit(["app/settings.yaml": RunningConsole.manifest("two")])
            let diff = try await console.get("/v1/applications/shop/diff?to=\(second.prefix(10))").json
            #expect(diff["changes"]?[0]?["object"] == "/ConfigMap/default/settings")
            #expect(diff["changes"]?[0]?["fields"]?[0]?["desired"] == "two")
            #expect(diff["to"]?.string == second)
            #expect(try await console.get("/v1/applications/shop/diff?to=nowhere").code == 404)
            try await console.until("the second is held") {
                try await console.get("/v1/applications/shop").json["revision"]?.string == second
            }
            #expect(try await console.steer("/v1/applications/shop/sync", #"{"actor":"ada"}"#).code == 202)
            try await console.until("it is quiet") {
                try await console.get("/v1/applications/shop").json["activity"] == "idle"
            }
            #expect(
                try await console.steer("/v1/applications/shop/rollback", #"{"to":"\#(first.prefix(9))"}"#).code == 202)
            try await console.until("the first is held") {
                let status = try await console.get("/v1/applications/shop").json
                return status["revision"]?.string == first && status["activity"] == "idle"
            }
            let suspended = try await console.steer("/v1/applications/shop/suspend", #"{"actor":"ada"}"#)
            #expect(suspended.code == 202)
            #expect(suspended.json["state"] == "Suspended")
            #expect(try await console.steer("/v1/applications/shop/rollback").code == 409)
            #expect(try await console.steer("/v1/applications/shop/resume").code == 202)
            #expect(try await console.steer("/v1/applications/shop/retry").code == 202)

            func told() async throws -> Set<String> {
                let reply = try await console.get("/v1/audit?application=shop&limit=100").json
                let entries = reply["entries"]?.elements ?? []
                return Set(
                    entries.map { entry in
                        ["event", "actor", "trigger"].map { entry[$0]?.string ?? "" }.joined(separator: " ")
                    })
            }
            // A word is in the audit before it is answered; a rollback when it is over.
            let words: Set = ["sync-requested ada cli", "suspend ada cli", "resume api api", "retry api api"]
            #expect(words.subtracting(try await told()).isEmpty)
            try await console.until("the rollback is audited") { try await told().contains("rollback api api") }
            try await console.until("the branch is held again") {
                let status = try await console.get("/v1/applications/shop").json
                return status["revision"]?.string == second && status["activity"] == "idle"
            }
            guard case .intact = try await console.daemon.ledger.verifyAudit() else {
                Issue.record("the audit is broken")
                return
            }
        }
    }

    @Test("everything can be read: as JSON, as events and as pages")
    func reading() async throws {
        try await RunningConsole.with { console in
            try await console.configure()
            let all = try await console.get("/v1/applications").json
            #expect(all["applications"]?[0]?["name"] == "shop")
            #expect(all["applications"]?[0]?["state"] == "Synced")
            let resources = try await console.get("/v1/applications/shop/resources").json
            #expect(resources["resources"]?[0]?["object"] == "/ConfigMap/default/settings")
            #expect(resources["resources"]?[0]?["health"] == "Healthy")
            let history = try await console.get("/v1/transactions?application=shop&limit=1").json
            let id = history["transactions"]?[0]?["id"]?.string ?? ""
            #expect(history["transactions"]?[0]?["outcome"] == "Committed")
            #expect(try await console.get("/v1/transactions/\(id)").json["steps"]?[0]?["changes"] != nil)
            for bad in ["limit=0", "limit=x", "limit=10001", "limit=99999999999999999999"] {
                #expect(try await console.get("/v1/transactions?\(bad)").code == 400)
            }
            let missing = try await console.get("/v1/transactions/99999999999999999999")
            #expect(missing.code == 404)
            #expect(missing.json["status"] == 404)
            #expect(try await console.get("/v1/openapi.json").json["openapi"] == "3.1.0")

            let page = try await console.get("/")
            #expect(page.text.contains("shop") && page.text.contains("Committed"))
            #expect(
                page.headers["content-security-policy"]?.hasPrefix("default-src 'none'; style-src 'sha256-") ?? false)
            #expect(page.headers["x-content-type-options"] == "nosniff")
            #expect(try await console.get("/transactions/\(id)").text.contains("/ConfigMap/default/settings"))
            try await console.until("the transaction is counted") {
                try await console.get("/metrics").text
                    .contains(#"plumb_transactions_total{application="shop",outcome="Committed"} 1"#)
            }

            let events = try await HTTPClient.shared.execute(
                HTTPClientRequest(url: console.url + "/v1/events"), timeout: .seconds(20))
            #expect(events.headers.first(name: "content-type") == "text/event-stream")
            var text = ""
            for try await piece in events.body {
                text += String(buffer: piece)
                if text.contains("\n\n") { break }
            }
            #expect(text.hasPrefix("event: status\ndata: {"))
        }
    }
}

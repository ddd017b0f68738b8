import Model
import Reconciler
import Testing

@testable import Console
@testable import Ledger

/// Metrics, pages and events as text.
@Suite struct PresentationTests {
    @Test("label values are escaped, buckets count up, and whole numbers have no fraction")
    func metrics() {
        var histogram = Histogram()
        for seconds in [0.04, 0.2, 0.2, 700] { histogram.observe(seconds) }
        let text = MetricFamily("t_seconds", "Time.", ["a\"\\\n": histogram]).text
        #expect(text.hasPrefix("# HELP t_seconds Time.\n# TYPE t_seconds histogram\n"))
        #expect(text.contains(#"t_seconds_bucket{application="a\"\\\n",le="0.05"} 1"#))
        #expect(text.contains(#"le="0.25"} 3"#))
        #expect(text.contains(#"le="600"} 3"#))
        #expect(text.contains(#"le="+Inf"} 4"#))
        #expect(text.contains(#"t_seconds_count{application="a\"\\\n"} 4"#))
    }

    @Test("what comes from elsewhere is never markup")
    func escaping() {
        var status = ApplicationStatus(
            name: "<script>alert(1)</script>", repo: "\"'&", ref: "main", path: "", cluster: "local",
            since: Instant(seconds: 0))
        status.reason = "<img src=x onerror=alert(1)>"
        let text = applicationCard(status).text
        #expect(!text.contains("<script") && !text.contains("<img"))
        #expect(text.contains("&lt;script&gt;") && text.contains("&quot;&#39;&amp;"))
    }

    @Test("a committed sync that a webhook told of counts from the delivery on; a heal counts as healed")
    func tallies() {
        var tallies = Tallies()
        tallies.pushSeen(by: "shop", at: Instant(milliseconds: 1000))
        var entry = HistoryEntry(
            id: "1", application: "shop", kind: "sync", from: "", to: "a", author: "", message: "", trigger: "webhook",
            actor: "github", outcome: "Committed", reason: "", steps: [], startedAt: Instant(milliseconds: 1500),
            finishedAt: Instant(milliseconds: 3000))
        tallies.record(entry)
        #expect(tallies.pushesToHealthy["shop"]?.sum == 2)
        #expect(tallies.durations["shop"]?.sum == 1.5)
        entry.kind = "heal"
        tallies.record(entry)
        #expect(tallies.healed["shop"] == 1)
        #expect(tallies.pushesToHealthy["shop"]?.count == 1)
        #expect(tallies.transactions[.init(application: "shop", outcome: "Committed")] == 2)
    }

    @Test("every operation has a route, every route leads to itself, and the description names each")
    func routing() {
        let document = openAPIDocument(version: "1")
        #expect(Set(routes.map(\.operation)) == Set(Route.Operation.allCases))
        for entry in routes {
            let path = entry.path.split(separator: "/").map(String.init)
            guard case .found(let found, _) = route(entry.method, path) else {
                Issue.record("\(entry.path) leads nowhere")
                continue
            }
            #expect(found.path == entry.path)
            #expect(document.at("paths", entry.path, entry.method.lowercased()) != nil)
        }
    }

    @Test("who steers is taken from the body, within bounds")
    func steering() throws {
        #expect(try SteerRequest([]).wake == Wake(.api, actor: "api"))
        #expect(try SteerRequest(Array(#"{"actor":"ada","to":"abc"}"#.utf8)).wake == Wake(.cli, actor: "ada"))
        #expect(try SteerRequest(Array(#"{"actor":"bot","trigger":"api"}"#.utf8)).wake == Wake(.api, actor: "bot"))
        for body in ["[]", "x", "null", #"{"actor":7}"#, #"{"to":"a b"}"#, #"{"actor":"a\nb"}"#] {
            #expect(throws: Complaint.self) { try SteerRequest(Array(body.utf8)) }
        }
    }
}

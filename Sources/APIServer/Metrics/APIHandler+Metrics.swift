import ClusterAPI
import Model

extension APIHandler {
    /// `/metrics`: what this server has done and holds, under the names that kube-apiserver has for it.
    func metrics() async throws(ClusterError) -> Answer {
        var page = MetricsPage()
        let counts = self.counts.snapshot
        let keys = counts.codes.keys.sorted { $0.order.lexicographicallyPrecedes($1.order) { $0.precedesInBytes($1) } }
        writeRequests(counts, keys, to: &page)
        writeLoad(counts, keys, to: &page)
        try await writeObjects(to: &page)
        page.family("kubernetes_build_info", "gauge", "A metric with a constant '1' value labeled by the version.")
        page.sample(
            "kubernetes_build_info",
            ["major", "minor", "git_version", "platform"].map { ($0, serverVersion[$0.camelCased]?.string ?? "") }, 1)
        var answer = Answer.text(page.text)
        answer.contentType = "text/plain; version=0.0.4; charset=utf-8"
        return answer
    }

    private func writeRequests(
        _ counts: RequestCounts.Snapshot, _ keys: [RequestCounts.Key], to page: inout MetricsPage
    ) {
        page.family(
            "apiserver_request_total", "counter",
            "Counter of apiserver requests broken out for each verb, dry run value, group, version, resource, scope, "
                + "component, and HTTP response code.")
        for key in keys {
            for (code, count) in (counts.codes[key] ?? [:]).sorted(by: { $0.key < $1.key }) {
                page.sample("apiserver_request_total", [("code", String(code))] + key.labels, Double(count))
            }
        }
        let name = "apiserver_request_duration_seconds"
        page.family(
            name, "histogram",
            "Response latency distribution in seconds for each verb, dry run value, group, version, resource, "
                + "subresource, scope and component.")
        for key in keys {
            guard let durations = counts.durations[key], key.verb != "WATCH" else { continue }
            for (bound, count) in zip(RequestCounts.bounds, durations.buckets) {
                page.sample("\(name)_bucket", key.labels + [("le", bound.shown)], Double(count))
            }
            page.sample("\(name)_bucket", key.labels + [("le", "+Inf")], Double(durations.count))
            page.sample("\(name)_sum", key.labels, durations.seconds)
            page.sample("\(name)_count", key.labels, Double(durations.count))
        }
    }

    private func writeLoad(_ counts: RequestCounts.Snapshot, _ keys: [RequestCounts.Key], to page: inout MetricsPage) {
        let inFlight = "apiserver_current_inflight_requests"
        page.family(inFlight, "gauge", "Requests that are being answered now, by their kind.")
        page.sample(inFlight, [("request_kind", "mutating")], Double(counts.mutatingInFlight))
        page.sample(inFlight, [("request_kind", "readOnly")], Double(counts.inFlight))
        let running = "apiserver_longrunning_requests"
        page.family(running, "gauge", "Watches that are open now.")
        for key in keys {
            guard let count = counts.watches[key] else { continue }
            page.sample(running, key.labels.filter { $0.0 != "dry_run" }, Double(count))
        }
    }

    private func writeObjects(to page: inout MetricsPage) async throws(ClusterError) {
        let name = "apiserver_storage_objects"
        page.family(name, "gauge", "Number of stored objects at the time of last check split by kind.")
        var seen = Set<String>()
        for served in try await cluster.resources() where served.verbs.contains("list") {
            let plural = served.type.qualifiedPlural
            guard seen.insert(plural).inserted else { continue }
            var request = ClusterAPI.Request(.list, served.type)
            request.options.limit = 1
            guard let list = try? await cluster.perform(request).list else { continue }
            page.sample(name, [("resource", plural)], Double(list.items.count + (list.remainingItemCount ?? 0)))
        }
    }
}

extension RequestCounts.Key {
    fileprivate var order: [String] { [group, version, resource, subresource, scope, verb, dryRun] }

    fileprivate var labels: [(String, String)] {
        [
            ("component", "apiserver"), ("dry_run", dryRun), ("group", group), ("resource", resource),
            ("scope", scope), ("subresource", subresource), ("verb", verb), ("version", version),
        ]
    }
}

extension Double {
    /// As a bucket's bound is written: `0.005`, `1`, `1.25`.
    fileprivate var shown: String { self == rounded() ? String(Int(self)) : String(self) }
}

extension String {
    /// `gitVersion` for `git_version`.
    fileprivate var camelCased: String {
        let words = split(separator: "_").map(String.init)
        let rest = words.dropFirst().map { "\($0.prefix(1).uppercased())\($0.dropFirst())" }
        return (words.prefix(1) + rest).joined()
    }
}

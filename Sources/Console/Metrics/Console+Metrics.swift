import Reconciler

extension Console {
    func metrics() async -> Answer {
        let families =
            applicationMetrics(await daemon.statuses()) + countedMetrics(meter.tallies)
            + [
                MetricFamily(
                    "plumb_build_info", .gauge, "The version that runs.",
                    [.init(labels: [("version", version)], value: 1)])
            ] + processMetrics(startedAt: meter.startedAt)
        var answer = Answer.text(families.map(\.text).joined())
        answer.contentType = "text/plain; version=0.0.4; charset=utf-8"
        return answer
    }
}

private let allStates: [SyncState] = [
    .unknown, .progressing, .synced, .outOfSync, .refused, .rolledBack, .stuck, .suspended, .unreachable, .error,
]

/// Where the applications stand.
func applicationMetrics(_ statuses: [ApplicationStatus]) -> [MetricFamily] {
    func each(_ value: (ApplicationStatus) -> Int) -> [MetricFamily.Sample] {
        statuses.map { .init(labels: [("application", $0.name)], value: Double(value($0))) }
    }
    return [
        MetricFamily(
            "plumb_application_info", .gauge, "State and health of each application.",
            statuses.map {
                .init(
                    labels: [("application", $0.name), ("state", $0.state.rawValue), ("health", $0.health)], value: 1)
            }),
        MetricFamily(
            "plumb_application_state", .gauge, "1 for the state that the application is in, 0 for the others.",
            statuses.flatMap { status in
                allStates.map { state in
                    .init(
                        labels: [("application", status.name), ("state", state.rawValue)],
                        value: status.state == state ? 1 : 0)
                }
            }),
        MetricFamily("plumb_application_objects", .gauge, "Objects that the application holds.", each(\.objects)),
        MetricFamily(
            "plumb_application_objects_healthy", .gauge, "Objects of the application that are healthy.",
            each(\.healthyObjects)),
        MetricFamily(
            "plumb_application_drift_fields", .gauge, "Fields that are not as they were applied.", each(\.drift.count)),
    ]
}

/// What was counted since the process began.
func countedMetrics(_ tallies: Tallies) -> [MetricFamily] {
    [
        MetricFamily(
            "plumb_transactions_total", .counter, "Transactions that ended, by outcome.",
            tallies.transactions.sorted { $0.key < $1.key }.map {
                .init(
                    labels: [("application", $0.key.application), ("outcome", $0.key.outcome)], value: Double($0.value))
            }),
        MetricFamily(
            "plumb_transaction_duration_seconds", "From a transaction's begin to its end.", tallies.durations),
        MetricFamily(
            "plumb_push_to_healthy_seconds", "From a push being seen to its revision being applied and healthy.",
            tallies.pushesToHealthy),
        MetricFamily(
            "plumb_webhook_deliveries_total", .counter, "Webhook deliveries, by what became of them.",
            tallies.deliveries.sorted { $0.key < $1.key }.map {
                .init(labels: [("provider", $0.key.provider), ("result", $0.key.result)], value: Double($0.value))
            }),
        MetricFamily(
            "plumb_drift_healed_total", .counter, "Times that drift was set right.",
            tallies.healed.sorted { $0.key < $1.key }.map {
                .init(labels: [("application", $0.key)], value: Double($0.value))
            }),
    ]
}

import ClusterAPI
import Engine
import Model

/// The cluster as one process of plumb reaches it.
struct ProcessCluster: Cluster {
    let cluster: FaultyCluster
    let life: Life
    var parallelism: Int { cluster.requestsAtOnce }

    func resources() async throws(ClusterError) -> [ServedResource] {
        try reach()
        return cluster.state.resources
    }

    func watch(_ request: WatchRequest) async throws(ClusterError) -> WatchStream {
        try reach()
        return try cluster.watch(request, by: life)
    }

    func perform(_ request: Request) async throws(ClusterError) -> Response {
        guard life.effect() else { throw .unanswered }
        await pause()
        try reach()
        if let error = troubleBefore(request) { throw error }
        if request.isWrite, cluster.random.happens(cluster.faults.conflict), cluster.interfere(request) {
            cluster.count(.conflict)
        }
        let response = try cluster.answer(request)
        // It is done, and who asked for it may die before it hears.
        if request.isWrite { guard life.effect() else { throw .unanswered } }
        await pause()
        if let error = troubleAfter(request) { throw error }
        guard !life.isDead else { throw .unanswered }
        return response
    }

    private func reach() throws(ClusterError) {
        if life.isDead { throw .unanswered }
        if let until = cluster.goneUntil, cluster.now < until {
            cluster.count(.outage)
            throw .unanswered
        }
    }

    private func pause() async {
        guard !life.isDead, cluster.random.happens(cluster.faults.slow) else { return }
        cluster.count(.slowRequest)
        let long = cluster.random.below(8) == 0
        let wait = Duration.milliseconds(Int64(1 + cluster.random.below(long ? 4000 : 80)))
        try? await life.clock.sleep(until: life.clock.now + wait)
    }

    private func troubleBefore(_ request: Request) -> ClusterError? {
        let faults = cluster.faults
        if cluster.random.happens(faults.errorBefore) {
            cluster.count(.errorBefore)
            return cluster.random.below(2) == 0
                ? ClusterError(code: 503, reason: .serviceUnavailable, message: "the server is currently unable")
                : .internalError("etcdserver: leader changed")
        }
        if cluster.random.happens(faults.noAnswerBefore) {
            cluster.count(.noAnswerBefore)
            return .unanswered
        }
        if cluster.random.happens(faults.tooManyRequests) {
            cluster.count(.tooManyRequests)
            var details = ClusterError.Details()
            details.retryAfterSeconds = 1 + cluster.random.below(3)
            return ClusterError(
                code: 429, reason: .tooManyRequests, message: "Too many requests, please try again later.",
                details: details)
        }
        return nil
    }

    private func troubleAfter(_ request: Request) -> ClusterError? {
        guard request.isWrite else { return nil }
        let faults = cluster.faults
        if cluster.random.happens(faults.errorAfter) {
            cluster.count(.errorAfter)
            return ClusterError(
                code: 504, reason: .timeout, message: "the request did not complete within the allotted timeout")
        }
        if cluster.random.happens(faults.noAnswerAfter) {
            cluster.count(.noAnswerAfter)
            return ClusterError(code: 0, reason: .connectionLost, message: "unexpected EOF")
        }
        return nil
    }
}

import Model

extension PodRun {
    /// What a running container's probes will find out.
    private func plan(_ run: ContainerRun) -> ProbePlan? {
        if run.isEphemeral || run.isInit && !run.isSidecar { return nil }
        let settings = view.simulation
        return ProbePlan(
            of: run.container, since: run.since, lead: settings.readyDelay,
            answers: run.since + (faults.readyDelay ?? settings.readyDelay),
            silent: faults.silence(run.name).map { run.since + $0 }, isReadyEver: !faults.neverReady(run.name))
    }

    /// When its probes change something next.
    func probeDue(_ run: ContainerRun) -> Instant? {
        guard let plan = plan(run) else { return nil }
        let times = [
            run.isUp ? nil : plan.started, isDue(plan, run) ? plan.ready : nil, run.isReady ? plan.unready : nil,
            plan.killed,
        ]
        return times.compactMap { $0 }.min()
    }

    /// Whether it is yet to become ready: what was ready and is silent does not.
    private func isDue(_ plan: ProbePlan, _ run: ContainerRun) -> Bool { !run.isReady && !run.isSilent }

    mutating func probed(_ run: inout ContainerRun, at time: Instant) {
        guard let plan = plan(run) else { return }
        if let killed = plan.killed, killed <= time, let killer = plan.killer {
            recordProbeFailure(run, killer.rawValue)
            let what = "Container \(run.name) failed \(killer.rawValue) probe"
            record(run, .normal, "Killing", restartPolicy == "Never" ? what : "\(what), will be restarted")
            return end(&run, code: 137, at: time)
        }
        if !run.isUp, let started = plan.started, started <= time { run.isUp = true }
        if isDue(plan, run), let ready = plan.ready, ready <= time { run.isReady = true }
        if run.isReady, let unready = plan.unready, unready <= time {
            run.isReady = false
            run.isSilent = true
            recordProbeFailure(run, "readiness")
        }
    }

    mutating func recordProbeFailure(_ run: ContainerRun, _ kind: String) {
        guard let probe = run.container["\(kind)Probe"] else { return }
        let output =
            probe["httpGet"] != nil
            ? "HTTP probe failed with statuscode: 503"
            : probe["tcpSocket"] != nil ? "dial tcp: connect: connection refused" : "the probe was told to fail"
        record(run, .warning, "Unhealthy", "\(kind.prefix(1).uppercased())\(kind.dropFirst()) probe failed: \(output)")
    }
}

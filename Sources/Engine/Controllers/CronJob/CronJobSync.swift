import Model

/// One look at a CronJob.
struct CronJobSync {
    let cron: Value
    let view: any ClusterView
    let now: Instant
    private(set) var mutations: [Mutation] = []
    private(set) var again: Instant?
    private var status: Value
    private let jobs: [Value]
    private var active: [Value]

    private static let scheduledTime = "batch.kubernetes.io/cronjob-scheduled-timestamp"

    init(cron: Value, view: any ClusterView, now: Instant) {
        self.cron = cron
        self.view = view
        self.now = now
        status = cron.status
        active = cron.at("status", "active")?.elements ?? []
        jobs = view.owned(by: cron.uid).filter { $0.objectKind == "Job" && $0.isControlled(by: cron) }
    }

    private var zone: String? { cron.at("spec", "timeZone")?.string }
    private var concurrency: String { cron.at("spec", "concurrencyPolicy")?.string ?? "Allow" }

    mutating func run() {
        removeHistory()
        followJobs()
        if !cron.isBeingDeleted, !(cron.at("spec", "suspend")?.bool ?? false) { schedule() }
        status["active"] = active.isEmpty ? nil : Value(active)
        guard status != cron.status else { return }
        var written = cron
        written["status"] = status
        mutations.append(.updateStatus(written.unversioned))
    }

    // MARK: Jobs that are there

    private mutating func followJobs() {
        for job in jobs {
            let place = active.firstIndex { $0["uid"]?.string == job.uid }
            guard job.jobFinishTime != nil else {
                if place == nil { meet(job) }
                continue
            }
            let isComplete = job.isConditionTrue("Complete")
            if let place {
                active.remove(at: place)
                record(
                    .normal, "SawCompletedJob",
                    "Saw completed job: \(job.name), condition: \(isComplete ? "Complete" : "Failed")")
            }
            if isComplete, let end = job.at("status", "completionTime")?.string,
                end > status["lastSuccessfulTime"]?.string ?? ""
            {
                status["lastSuccessfulTime"] = Value(end)
            }
        }
        let present = Set(jobs.map(\.uid))
        for reference in active where !present.contains(reference.text("uid")) {
            record(.normal, "MissingJob", "Active job went missing: \(reference.text("name"))")
        }
        active.removeAll { !present.contains($0.text("uid")) }
    }

    /// A Job that is not on the list: one made for the schedule, whose uid is known only now, or somebody else's.
    private mutating func meet(_ job: Value) {
        guard job.annotation(CronJobSync.scheduledTime) != nil else {
            return record(
                .warning, "UnexpectedJob", "Saw a job that the controller did not create or forgot: \(job.name)")
        }
        active.append([
            "kind": "Job", "namespace": Value(job.namespace), "name": Value(job.name), "uid": Value(job.uid),
            "apiVersion": "batch/v1", "resourceVersion": Value(job.resourceVersion),
        ])
    }

    private mutating func removeHistory() {
        for (type, field, most) in [
            ("Complete", "successfulJobsHistoryLimit", 3), ("Failed", "failedJobsHistoryLimit", 1),
        ] {
            let limit = cron.at("spec", field)?.int ?? most
            let finished = jobs.filter { $0.isConditionTrue(type) && !$0.isBeingDeleted }.sorted {
                let (left, right) = ($0.at("status", "startTime")?.string, $1.at("status", "startTime")?.string)
                return left == right ? $0.isOlder(than: $1) : left ?? "" < right ?? ""
            }
            for job in finished.dropLast(max(0, limit)) { remove(job.key, uid: job.uid) }
        }
    }

    private mutating func remove(_ key: ObjectKey, uid: String) {
        mutations.append(.delete(key, uid: uid, gracePeriodSeconds: nil))
        record(.normal, "SuccessfulDelete", "Deleted job \(key.name)")
    }

    // MARK: The schedule

    private mutating func schedule() {
        let text = cron.at("spec", "schedule")?.string ?? ""
        var offset: @Sendable (Instant) -> Int = { _ in 0 }
        if let zone {
            guard let known = timeZoneOffset(named: zone) else {
                return record(
                    .warning, "UnknownTimeZone", "invalid timeZone: \"\(zone)\": unknown time zone \(zone)")
            }
            offset = known
        }
        guard let timetable = CronTimetable(text, offset: offset) else {
            return record(.warning, "UnparseableSchedule", "unparseable schedule: \"\(text)\"")
        }
        again = timetable.next(after: now)
        let deadline = cron.at("spec", "startingDeadlineSeconds")?.int.map { Duration.seconds(min($0, 1 << 31)) }
        guard let due = latestDue(timetable, deadline), isNew(due) else { return }
        if let deadline, due + deadline < now {
            return record(.warning, "MissSchedule", "Missed scheduled time to start a job: \(due)")
        }
        start(at: due, offset: offset(due))
    }

    /// The latest time that is due and nothing was done about.
    private mutating func latestDue(_ timetable: CronTimetable, _ deadline: Duration?) -> Instant? {
        var earliest = status.time("lastScheduleTime") ?? Instant(cron.creationTime) ?? now
        if let deadline { earliest = max(earliest, now - deadline) }
        guard let first = timetable.next(after: earliest), first <= now else { return nil }
        // The shortest stretch that has one holds few of them, however long nobody looked.
        for stretch in [3600, 86_400, 32 * 86_400, 370 * 86_400] {
            let start = max(first - .milliseconds(1), now - .seconds(stretch))
            guard var latest = timetable.next(after: start), latest <= now else { continue }
            while let next = timetable.next(after: latest), next <= now { latest = next }
            return latest
        }
        return first
    }

    private func isNew(_ due: Instant) -> Bool {
        status.time("lastScheduleTime") != due && !active.contains { $0.text("name") == jobName(due) }
            && view.object(jobKey(due)) == nil
    }

    private func jobName(_ due: Instant) -> String { "\(cron.name)-\(due.milliseconds / 60_000)" }
    private func jobKey(_ due: Instant) -> ObjectKey {
        ObjectKey(group: "batch", kind: "Job", namespace: cron.namespace, name: jobName(due))
    }

    private mutating func start(at due: Instant, offset: Int) {
        if concurrency == "Forbid", !active.isEmpty {
            return record(
                .normal, "JobAlreadyActive",
                "Not starting job because prior execution is running and concurrency policy is Forbid")
        }
        if concurrency == "Replace" {
            for reference in active {
                let key = ObjectKey(
                    group: "batch", kind: "Job", namespace: cron.namespace, name: reference.text("name"))
                remove(key, uid: reference.text("uid"))
            }
            active.removeAll()
        }
        let job = job(for: due, offset: offset)
        if let refusal = view.refusal(ofCreating: job) {
            record(.warning, "FailedCreate", "Error creating job: \(refusal)")
            again = min(again ?? .distantFuture, now + .seconds(10))
            return
        }
        mutations.append(.create(job))
        record(.normal, "SuccessfulCreate", "Created job \(job.name)")
        status["lastScheduleTime"] = Value(due.description)
    }

    private func job(for due: Instant, offset: Int) -> Value {
        let template = cron.at("spec", "jobTemplate")
        var job: Value = [
            "apiVersion": "batch/v1", "kind": "Job",
            "metadata": [
                "name": Value(jobName(due)), "namespace": Value(cron.namespace),
                "ownerReferences": [cron.asController],
            ],
            "spec": template?["spec"] ?? .emptyObject,
        ]
        for field in ["labels", "annotations"] {
            if let members = template?.at("metadata", field), !members.isEmpty {
                job.set(members, at: "metadata", field)
            }
        }
        job.setAnnotation(CronJobSync.scheduledTime, local(due, offset: offset))
        return job
    }

    /// RFC 3339 as the clocks of the CronJob's time zone show it.
    private func local(_ instant: Instant, offset: Int) -> String {
        if offset == 0 { return instant.description }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = abs(offset) / 60
        return (instant + .seconds(offset)).description.dropLast()
            + "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private mutating func record(_ type: ClusterEvent.EventType, _ reason: String, _ message: String) {
        mutations.append(
            .event(
                ClusterEvent(
                    regarding: cron, type: type, reason: reason, message: message, source: "cronjob-controller")))
    }
}

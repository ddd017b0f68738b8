import Model
import Testing

@testable import Engine

@Suite("The CronJob controller")
struct CronJobTests {
    private static func cron(_ schedule: String, spec: Value = [:], annotations: Value = [:]) -> Value {
        let pod: Value = ["restartPolicy": "Never", "containers": [["name": "app", "image": "busybox:1"]]]
        var whole: Value = [
            "schedule": Value(schedule),
            "jobTemplate": [
                "spec": ["template": ["metadata": ["annotations": annotations], "spec": pod], "backoffLimit": 0]
            ],
        ]
        for (field, value) in spec.members { whole[field] = value }
        return [
            "apiVersion": "batch/v1", "kind": "CronJob", "spec": whole,
            "metadata": ["name": "c", "namespace": "default"],
        ]
    }

    @Test(
        "the next due time of a schedule, by the clocks of its zone",
        arguments: [
            ("* * * * *", "UTC", "2026-03-01T10:20:30Z", "2026-03-01T10:21:00Z"),
            ("*/15 9-17 * * mon-fri", "UTC", "2026-02-27T17:50:00Z", "2026-03-02T09:00:00Z"),
            ("0 0 29 2 *", "UTC", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z"),
            ("0 12 13 * fri", "UTC", "2026-03-01T00:00:00Z", "2026-03-06T12:00:00Z"),
            ("@hourly", "UTC", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z"),
            ("@every 90s", "UTC", "2026-03-01T10:00:00Z", "2026-03-01T10:01:30Z"),
            ("0 3 * * *", "America/New_York", "2026-01-10T00:00:00Z", "2026-01-10T08:00:00Z"),
            // The clocks of New York leave out 2:30 on 8 March 2026, and have 1:30 twice on 1 November.
            ("30 2 * * *", "America/New_York", "2026-03-08T00:00:00Z", "2026-03-09T06:30:00Z"),
            ("30 1 * * *", "America/New_York", "2026-11-01T00:00:00Z", "2026-11-01T05:30:00Z"),
            ("0 0 1 * *", "Asia/Kolkata", "2026-01-15T00:00:00Z", "2026-01-31T18:30:00Z"),
        ])
    func next(schedule: String, zone: String, from: String, due: String) throws {
        let offset = try #require(timeZoneOffset(named: zone))
        let timetable = try #require(CronTimetable(schedule, offset: offset))
        let start = try #require(Instant(from))
        #expect(timetable.next(after: start)?.description == due)
    }

    @Test("no time is due of what is no schedule", arguments: ["", "* * * *", "61 * * * *", "a * * * *", "@often"])
    func invalid(text: String) { #expect(CronTimetable(text) == nil) }

    @Test("30 February never comes") func never() {
        #expect(CronTimetable("0 0 30 2 *")?.next(after: Instant(seconds: 1_800_000_000)) == nil)
    }

    @Test("each minute makes its Job, and of those that are done the latest three stay")
    func history() throws {
        var world = SimulatedWorld()
        try world.create(CronJobTests.cron("* * * * *"))
        world.pass(.seconds(6 * 60 + 10))
        let names = world.objects("Job", group: "batch").map(\.name)
        #expect(names == ["c-30000004", "c-30000005", "c-30000006"])
        let cron = world.get("CronJob", "c")
        #expect(cron.at("status", "active") == nil)
        #expect(cron.at("status", "lastScheduleTime")?.string == world.get("Job", names[2]).creationTime)
        #expect(cron.at("status", "lastSuccessfulTime") != nil)
    }

    @Test(
        "what runs still decides with its policy what becomes of the next",
        arguments: [("Allow", 3, 3), ("Forbid", 1, 1), ("Replace", 1, 1)])
    func concurrency(policy: String, jobs: Int, active: Int) throws {
        var world = SimulatedWorld()
        try world.create(
            CronJobTests.cron(
                "* * * * *", spec: ["concurrencyPolicy": Value(policy)],
                annotations: ["sim.plumb.dev/run-time": "never"]))
        world.pass(.seconds(190))
        #expect(world.objects("Job", group: "batch").count == jobs)
        #expect(world.get("CronJob", "c").at("status", "active")?.elements.count == active)
    }

    @Test("after a long sleep only the latest run is made up for, unless it is too late for it")
    func catchesUp() throws {
        var world = SimulatedWorld()
        try world.create(CronJobTests.cron("0 * * * *", spec: ["suspend": true]))
        try world.create(SimulatedWorld.job("other"))
        world.pass(.seconds(30 * 3600 + 60))
        try world.update("CronJob", "c") { $0.set(false, at: "spec", "suspend") }
        world.pass(.seconds(1))
        #expect(world.objects("Job", group: "batch").filter { $0.name.hasPrefix("c-") }.count == 1)

        var late = SimulatedWorld()
        try late.create(CronJobTests.cron("0 * * * *", spec: ["suspend": true, "startingDeadlineSeconds": 30]))
        late.pass(.seconds(30 * 3600 + 60))
        try late.update("CronJob", "c") { $0.set(false, at: "spec", "suspend") }
        late.pass(.seconds(1))
        #expect(late.objects("Job", group: "batch").isEmpty)
    }
}

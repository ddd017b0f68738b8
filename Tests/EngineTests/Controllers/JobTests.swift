import ClusterAPI
import Kinds
import Model
import Testing

@testable import Engine

@Suite("The Job controller")
struct JobTests {
    private static let fails: Value = ["sim.plumb.dev/exit-code": "3"]

    @Test("a Job's containers end well by themselves, and the Job completes")
    func completes() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.job("j", spec: ["completions": 3, "parallelism": 2]))
        world.pass(.seconds(30))
        let job = world.get("Job", "j")
        #expect(job.condition(named: "Complete")["reason"]?.string == "CompletionsReached")
        #expect(job.at("status", "succeeded")?.int == 3)
        #expect(world.objects("Pod").allSatisfy { $0.finalizers.isEmpty })
        #expect(health(of: job, among: world.objects("Pod"), at: world.state.now) == .healthy)
    }

    @Test("pods that fail are replaced later and later, until the back-off limit; then the Job has failed")
    func backsOff() throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.job("j", annotations: JobTests.fails, spec: ["backoffLimit": 2]))
        var counts: [Int] = []
        for seconds in [5, 10, 20] {
            world.pass(.seconds(seconds))
            counts.append(world.objects("Pod").count)
        }
        #expect(counts == [1, 2, 3])
        let job = world.get("Job", "j")
        #expect(job.condition(named: "Failed")["reason"]?.string == "BackoffLimitExceeded")
        #expect(job.at("status", "failed")?.int == 3)
        let verdict = health(of: job, among: world.objects("Pod"), at: world.state.now)
        #expect(verdict.reason.contains("Job has reached the specified backoff limit"))
        #expect(verdict.reason.contains("container \"app\" ended with exit code 3"))
    }

    @Test("with OnFailure the restarts of a pod's containers count")
    func restarts() throws {
        var world = SimulatedWorld()
        try world.create(
            SimulatedWorld.job(
                "j", annotations: JobTests.fails, spec: ["backoffLimit": 2], pod: ["restartPolicy": "OnFailure"]))
        world.pass(.seconds(120))
        #expect(world.get("Job", "j").condition(named: "Failed")["reason"]?.string == "BackoffLimitExceeded")
        #expect(world.objects("Pod").isEmpty)
    }

    @Test("an Indexed Job runs each index to success, and fails indexes by themselves where it has a limit for each")
    func indexes() throws {
        var world = SimulatedWorld()
        try world.create(
            SimulatedWorld.job("good", spec: ["completions": 4, "parallelism": 4, "completionMode": "Indexed"]))
        try world.create(
            SimulatedWorld.job(
                "bad", annotations: JobTests.fails,
                spec: [
                    "completions": 2, "parallelism": 2, "completionMode": "Indexed", "backoffLimitPerIndex": 1,
                ]))
        world.pass(.seconds(60))
        #expect(world.get("Job", "good").at("status", "completedIndexes")?.string == "0-3")
        let bad = world.get("Job", "bad")
        #expect(bad.at("status", "failedIndexes")?.string == "0,1")
        #expect(bad.condition(named: "Failed")["reason"]?.string == "FailedIndexes")
        #expect(bad.at("status", "failed")?.int == 4)
        let pod = world.objects("Pod").first { $0.name.hasPrefix("good-0-") }
        #expect(pod?.at("spec", "hostname")?.string == "good-0")
    }

    @Test(
        "a failure policy can end the Job at once, or leave a failure out of the count",
        arguments: [("FailJob", "PodFailurePolicy"), ("Ignore", nil), ("Count", "BackoffLimitExceeded")])
    func failurePolicy(action: String, reason: String?) throws {
        var world = SimulatedWorld()
        let rule: Value = ["action": Value(action), "onExitCodes": ["operator": "In", "values": [3]]]
        try world.create(
            SimulatedWorld.job(
                "j", annotations: JobTests.fails, spec: ["backoffLimit": 0, "podFailurePolicy": ["rules": [rule]]]))
        world.pass(.seconds(8))
        #expect(world.get("Job", "j").condition(named: "Failed")["reason"]?.string == reason)
    }

    @Test("a container can run for long, and its log is what it is told to write")
    func runsForItsTime() throws {
        var world = SimulatedWorld()
        try world.create(
            SimulatedWorld.job(
                "j",
                annotations: [
                    "sim.plumb.dev/run-time": "30s", "sim.plumb.dev/exit-code": "1",
                    "sim.plumb.dev/log": "migrating\nERROR: no such table",
                ], spec: ["backoffLimit": 0]))
        world.pass(.seconds(25))
        #expect(world.get("Job", "j").at("status", "active")?.int == 1)
        world.pass(.seconds(10))
        #expect(world.get("Job", "j").condition(named: "Failed")["status"]?.string == "True")
        let name = try #require(world.objects("Pod").first?.name)
        #expect(try world.log(name) == "migrating\nERROR: no such table\n")
    }

    @Test("a deleted Job's pods are not held by it", arguments: [Request.Propagation.background, .foreground, .orphan])
    func deletion(propagation: Request.Propagation) throws {
        var world = SimulatedWorld()
        try world.create(SimulatedWorld.job("j", annotations: ["sim.plumb.dev/run-time": "never"]))
        world.pass(.seconds(5))
        try world.delete("Job", "j", propagation)
        world.pass(.seconds(5))
        #expect(world.get("Job", "j").isNull)
        #expect(world.objects("Pod").count == (propagation == .orphan ? 1 : 0))
        #expect(world.objects("Pod").allSatisfy { $0.finalizers.isEmpty })
    }

    @Test(
        "intervals of indexes are read, joined and written",
        arguments: [
            ("0,2,1", "0-2"), ("5", "5"), ("3,4", "3,4"), ("1-3,5,7-9", "1-3,5,7-9"), ("8-20", "8,9"), ("x,-1,4-2", ""),
        ])
    func intervals(text: String, written: String) {
        #expect(IndexIntervals(text, below: 10).description == written)
    }

    @Test("the lowest indexes that are missing are found", arguments: [("0-2,4", [3, 5]), ("", [0, 1]), ("0-9", [])])
    func missing(text: String, found: [Int]) {
        #expect(IndexIntervals(text, below: 10).firstMissing(2, below: 10) == found)
    }
}

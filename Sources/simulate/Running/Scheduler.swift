import Glibc

/// Runs every job of Swift's concurrency in one thread, in an order that a seed decides.
///
/// The runtime hands the jobs of tasks and actors to its global executor through a hook, which this program takes over
/// as a whole. So the product's own actors, tasks and streams run here as they are.
///
/// Unchecked: it is touched by the one thread only, which `adopt` holds it to.
final class Scheduler: @unchecked Sendable {
    static let shared = Scheduler()

    private var ready: [UnownedJob] = []
    private var random = Random(seed: 0)
    private let thread = pthread_self()
    private(set) var jobs = 0
    /// Something ran past it: a job came from another thread, or wanted the real clock.
    private(set) var leak: String?

    /// Takes the runtime's hooks over. Once, before the first task.
    func install() -> Bool {
        guard let enqueue = slot("swift_task_enqueueGlobal_hook", as: Hook?.self),
            let delay = slot("swift_task_enqueueGlobalWithDelay_hook", as: DelayHook?.self),
            let deadline = slot("swift_task_enqueueGlobalWithDeadline_hook", as: DeadlineHook?.self)
        else { return false }
        enqueue.pointee = { job, _ in Scheduler.shared.adopt(job) }
        delay.pointee = { _, job, _ in Scheduler.shared.refuse(job) }
        deadline.pointee = { _, _, _, _, _, job, _ in Scheduler.shared.refuse(job) }
        return true
    }

    func begin(seed: UInt64) {
        random = Random(seed: seed, "order")
        jobs = 0
        leak = nil
        ready = []
    }

    var isQuiet: Bool { ready.isEmpty }

    /// Runs one of the jobs that can run; false where there is none.
    func step() -> Bool {
        guard !ready.isEmpty else { return false }
        // Mostly the one that waits longest, often enough another.
        let place = random.below(3) == 0 ? random.below(ready.count) : 0
        let job = ready.remove(at: place)
        jobs += 1
        runJob(job, unsafeBitCast((0, 0), to: UnownedSerialExecutor.self))
        return true
    }

    private func adopt(_ job: UnownedJob) {
        if pthread_equal(pthread_self(), thread) == 0 { leak = "a job came from another thread" }
        ready.append(job)
    }

    private func refuse(_ job: UnownedJob) {
        leak = "something sleeps by the real clock"
        ready.append(job)
    }

    private func slot<T>(_ name: String, as type: T.Type) -> UnsafeMutablePointer<T>? {
        dlsym(dlopen(nil, RTLD_NOW), name)?.assumingMemoryBound(to: type)
    }
}

private typealias Original = @convention(thin) (UnownedJob) -> Void
private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void
private typealias DelayOriginal = @convention(thin) (UInt64, UnownedJob) -> Void
private typealias DelayHook = @convention(thin) (UInt64, UnownedJob, DelayOriginal) -> Void
private typealias DeadlineOriginal = @convention(thin) (Int64, Int64, Int64, Int64, Int32, UnownedJob) -> Void
private typealias DeadlineHook =
    @convention(thin) (
        Int64, Int64, Int64, Int64, Int32, UnownedJob, DeadlineOriginal
    ) -> Void

@_silgen_name("swift_job_run")
private func runJob(_ job: UnownedJob, _ executor: UnownedSerialExecutor)

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs an actor's jobs on one thread of its own, so that blocking C never holds up the cooperative pool.
///
/// The thread ends after `stop()`, once everything that was queued has run. The actor stops it in its `deinit`.
/// Unchecked, and safe: its variables are read and written only with `mutex` held.
final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [UnownedJob] = []
    private var isRunning = false
    private var isStopped = false

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pthread_mutex_lock(mutex)
        jobs.append(job)
        // Started by the first job; where the system has no thread to give, the next job tries again.
        if !isRunning { isRunning = startThread { self.run() } }
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    func stop() {
        pthread_mutex_lock(mutex)
        isStopped = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    private func run() {
        while let batch = nextBatch() {
            for job in batch { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    private func nextBatch() -> [UnownedJob]? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty {
            if isStopped { return nil }
            pthread_cond_wait(condition, mutex)
        }
        defer { jobs.removeAll(keepingCapacity: true) }
        return jobs
    }
}

/// Runs `body` on a new, detached thread. False where the system has none to give.
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    let context = Unmanaged.passRetained(ThreadWork(body: body))
    #if canImport(Glibc)
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { runThreadWork($0) }, context.toOpaque())
        if code == 0 { pthread_detach(thread) }
    #else
        var thread: pthread_t?
        let code = pthread_create(&thread, nil, { runThreadWork($0) }, context.toOpaque())
        if code == 0, let thread { pthread_detach(thread) }
    #endif
    if code != 0 { context.release() }
    return code == 0
}

private final class ThreadWork: Sendable {
    let body: @Sendable () -> Void
    init(body: @escaping @Sendable () -> Void) { self.body = body }
}

private func runThreadWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue().body()
    return nil
}

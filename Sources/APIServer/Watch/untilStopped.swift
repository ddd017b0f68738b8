import ServiceLifecycle

/// Does the work until it returns, the time is over, the service is asked to stop, or the task is cancelled.
///
/// The work runs alone: the caller waits for it, so what it captures is touched by one task at a time.
func untilStopped(after timeout: Duration, _ work: () async throws -> Void) async throws {
    try await withoutActuallyEscaping(work) { work in
        let work = Lent(work)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await work.value() }
            group.addTask { try? await Task.sleep(for: timeout) }
            group.addTask { try? await gracefulShutdown() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

/// Lends what is not sendable to the one child task that uses it while its owner waits.
private struct Lent<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

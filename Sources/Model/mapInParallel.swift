import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Array where Element: Sendable {
    /// As `map`, over all processors where there is enough to do; in the same order. `body` runs on several threads at
    /// once, and this one waits for them.
    public func mapInParallel<Result: Sendable>(_ body: @escaping @Sendable (Element) -> Result) -> [Result] {
        let slice = 32
        // How many processors there are is read from a file: not for a handful.
        guard count >= 8 * slice else { return map(body) }
        let helpers = Swift.min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), count / (4 * slice), 16) - 1
        guard helpers > 0 else { return map(body) }
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            // Safe: each place is written once, by one thread, and read by nobody before all of them have ended.
            nonisolated(unsafe) let places = base
            let slices = Slices(count: (count + slice - 1) / slice) { part in
                for index in part * slice..<Swift.min((part + 1) * slice, count) {
                    (places + index).initialize(to: body(self[index]))
                }
            }
            let threads = (0..<helpers).compactMap { _ in slices.startThread() }
            slices.run()
            for thread in threads { pthread_join(thread, nil) }
            initialized = count
        }
    }
}

/// Pieces of work that several threads take from, one after the other.
private final class Slices: Sendable {
    private let next = Atomic(0)
    private let count: Int
    private let body: @Sendable (Int) -> Void

    init(count: Int, body: @escaping @Sendable (Int) -> Void) {
        self.count = count
        self.body = body
    }

    func run() {
        while true {
            let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard part < count else { return }
            body(part)
        }
    }

    /// nil where the system has no thread to give; the others do its work then.
    func startThread() -> pthread_t? {
        let context = Unmanaged.passRetained(self)
        #if canImport(Glibc) || canImport(Musl)
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, { runSlices($0) }, context.toOpaque())
        #else
            var thread: pthread_t?
            let code = pthread_create(&thread, nil, { runSlices($0) }, context.toOpaque())
        #endif
        guard code == 0 else {
            context.release()
            return nil
        }
        return thread
    }
}

private func runSlices(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<Slices>.fromOpaque(context).takeRetainedValue().run()
    return nil
}

import ClusterAPI
import Model
import ServiceLifecycle
import Synchronization

/// Follows the roles and bindings of a cluster, from when somebody is first asked about: as long as all who come are
/// masters it costs nothing.
///
/// What is written through the same server it is told at once, so that the next request knows of it; what others write
/// comes with the watches.
final class AccessIndex: Sendable {
    private struct State {
        var access = AccessState()
        /// Kinds whose objects are known, and followed.
        var known: Set<AccessKind> = []
        var isWanted = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let cluster: any Cluster
    private let state = Mutex(State())
    private let wanted: AsyncStream<Void>
    private let want: AsyncStream<Void>.Continuation

    init(cluster: any Cluster) {
        self.cluster = cluster
        (wanted, want) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What is known now. Where the kinds are not followed yet, or no longer, they are read.
    func current() async throws(ClusterError) -> AccessState {
        let (access, missing, first) = state.withLock { state in
            let first = !state.isWanted
            state.isWanted = true
            return (state.access, AccessKind.allCases.filter { !state.known.contains($0) }, first)
        }
        if first { want.yield() }
        if missing.isEmpty { return access }
        var read = access
        for kind in missing { read.replace(kind, with: try await cluster.list(kind.type).items) }
        return read
    }

    /// Takes note of what a write through this server has made of an object.
    func note(_ object: Value, _ kind: AccessKind) {
        state.withLock { state in
            guard state.known.contains(kind) else { return }
            state.access.put(object, kind)
        }
    }

    /// Takes note of an object that a delete through this server has removed.
    func noteRemoval(namespace: String, name: String, uid: String, _ kind: AccessKind) {
        state.withLock { state in
            guard state.known.contains(kind), !uid.isEmpty else { return }
            state.access.remove(AccessState.Name(namespace: namespace, name: name), kind, uid: uid)
        }
    }

    /// Follows the cluster until it is cancelled or the server stops.
    func run() async {
        await cancelWhenGracefulShutdown { [self] in
            var signals = wanted.makeAsyncIterator()
            guard await signals.next() != nil else { return }
            await withTaskGroup(of: Void.self) { group in
                for kind in AccessKind.allCases { group.addTask { await self.follow(kind) } }
            }
        }
    }

    /// Watches a kind, and begins again where a watch ends.
    private func follow(_ kind: AccessKind) async {
        while !Task.isCancelled {
            do {
                try await watch(kind)
            } catch {
                // Said by the requests that read it themselves meanwhile.
            }
            state.withLock { _ = $0.known.remove(kind) }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    private func watch(_ kind: AccessKind) async throws {
        let stream = try await cluster.watch(WatchRequest(kind.type))
        var initial: [Value]? = []
        for try await event in stream {
            if case .bookmark = event, let all = initial {
                initial = nil
                state.withLock { state in
                    state.access.replace(kind, with: all)
                    state.known.insert(kind)
                }
                continue
            }
            guard let object = event.object else { continue }
            if initial != nil {
                initial?.append(object)
                continue
            }
            state.withLock { state in
                if case .deleted = event {
                    let name = AccessState.Name(namespace: object.namespace, name: object.name)
                    state.access.remove(name, kind, uid: object.uid)
                } else {
                    state.access.put(object, kind)
                }
            }
        }
    }
}

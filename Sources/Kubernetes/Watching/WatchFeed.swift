import ClusterAPI
import Model
import NIOCore

/// One watch, asked for event by event: nothing is read from the server that nobody has asked for yet.
///
/// | phase | means | left by |
/// |---|---|---|
/// | listing | pages of what there is, of one moment; then a bookmark | the last page |
/// | following | events as the server sends them | the server ends it, or the connection breaks: opened again after the last version seen; history is gone: the watch ends with `expired` |
actor WatchFeed {
    private enum Phase {
        case listing(continueToken: String)
        case following
    }

    private let transport: Transport
    private let request: WatchRequest
    private var phase: Phase
    private var pending: [WatchEvent] = []
    private var taken = 0
    private var reader: ChunkReader?
    private var lines: LineSplitter
    /// The last version that was seen; whoever asks goes on after it.
    private var version: String
    /// Initial events that the server sends by itself are still to come.
    private var awaitsInitialEnd: Bool

    /// Opens the watch: what the server refuses is thrown here.
    init(_ request: WatchRequest, over transport: Transport) async throws(ClusterError) {
        self.transport = transport
        self.request = request
        version = request.resourceVersion
        lines = LineSplitter(limit: transport.settings.bytes)
        awaitsInitialEnd = request.sendInitialEvents || request.resourceVersion == "0"
        if request.resourceVersion.isEmpty, !request.sendInitialEvents {
            phase = .listing(continueToken: "")
            try await list("")
        } else {
            phase = .following
            reader = try await open()
        }
    }

    /// The next event. Ends by throwing only: `expired`, or what the server or the network says.
    func next() async throws(ClusterError) -> WatchEvent? {
        while true {
            if taken < pending.count {
                defer { taken += 1 }
                return pending[taken]
            }
            pending = []
            taken = 0
            switch phase {
            case .listing(let token): try await list(token)
            case .following: try await follow()
            }
        }
    }

    // MARK: Listing

    private func list(_ token: String) async throws(ClusterError) {
        var page = Request(.list, request.type, namespace: request.namespace)
        page.options.labelSelector = request.labelSelector
        page.options.fieldSelector = request.fieldSelector
        page.options.limit = transport.settings.page
        page.options.continueToken = token
        let answer = try await transport.send(call(for: page, settings: transport.settings))
        guard let list = try response(answer, to: page).list else {
            throw .internalError("the API server answered a list with something else")
        }
        pending = list.items.map { .added($0.compacted()) }
        if list.continueToken.isEmpty {
            pending.append(.bookmark(resourceVersion: list.resourceVersion, initialEventsEnd: true))
            version = list.resourceVersion
            phase = .following
        } else {
            phase = .listing(continueToken: list.continueToken)
        }
    }

    // MARK: Following

    private func follow() async throws(ClusterError) {
        let chunk: ByteBuffer?
        do {
            if reader == nil { reader = try await reopened() }
            chunk = try await reader?.next()
        } catch  where error.reason == .connectionLost && reader != nil && !Task.isCancelled {
            reader = nil
            return
        } catch {
            throw error
        }
        guard let chunk else {
            // The server ends every watch after a while.
            reader = nil
            if Task.isCancelled { throw .internalError("the watch was given up") }
            return
        }
        do {
            try lines.add(chunk)
        } catch {
            throw .internalError("the API server sent an event that is larger than plumb takes")
        }
        while let line = lines.next() { if let event = try event(line) { pending.append(event) } }
    }

    private func event(_ line: [UInt8]) throws(ClusterError) -> WatchEvent? {
        let event = try watchEvent(line, of: request.type)
        switch event {
        case .added(let object), .modified(let object), .deleted(let object):
            // The events that say what there is are in no order of versions.
            if !awaitsInitialEnd { version = object.resourceVersion }
            return event
        case .bookmark(let seen, let initialEventsEnd):
            version = seen
            if initialEventsEnd { awaitsInitialEnd = false }
            return request.allowBookmarks || initialEventsEnd ? event : nil
        }
    }

    /// Begins after the last version seen. A server that is just being restarted is given a moment.
    private func reopened() async throws(ClusterError) -> ChunkReader {
        lines = LineSplitter(limit: transport.settings.bytes)
        if awaitsInitialEnd, version != request.resourceVersion {
            throw ClusterError(
                code: 0, reason: .connectionLost, message: "the watch ended before its beginning was whole")
        }
        do {
            return try await open()
        } catch  where error.isTransient && error.reason != .tooManyRequests && !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(300))
            return try await open()
        } catch {
            throw error
        }
    }

    private func open() async throws(ClusterError) -> ChunkReader {
        let seconds = Double(transport.settings.watch.milliseconds) / 1000
        var items: [(String, String)] = [
            ("watch", "true"), ("allowWatchBookmarks", "true"), ("resourceVersion", version),
            ("labelSelector", request.labelSelector), ("fieldSelector", request.fieldSelector),
            ("timeoutSeconds", String(max(1, Int(seconds * Double.random(in: 0.9...1.1))))),
        ]
        if request.sendInitialEvents, awaitsInitialEnd {
            items += [("sendInitialEvents", "true"), ("resourceVersionMatch", "NotOlderThan")]
        }
        let path = collectionPath(request.type, namespace: request.namespace) + query(items)
        do {
            return try await transport.stream(Call(method: "GET", path: path, timeout: transport.settings.read))
        } catch  where error.code == 410 {
            throw .expired(error.message)
        } catch {
            throw error
        }
    }
}

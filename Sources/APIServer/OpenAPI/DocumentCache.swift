import ClusterAPI
import Model
import Synchronization

/// Keeps the last whole OpenAPI document as it was sent: kubectl up to 1.28 asks for it with every command, and it holds
/// everything that is served.
final class DocumentCache: Sendable {
    private struct Kept {
        var served: [ServedResource]
        /// The definitions of the custom resources among them.
        var definitions: [Value]
        var bytes: [UInt8]
    }

    private let last = Mutex<[String: Kept]>([:])

    /// The document in a form, made where what is served has changed since it was made last.
    func bytes(
        _ form: String, of served: [ServedResource], _ definitions: [Value], make: () -> [UInt8]
    ) -> [UInt8] {
        let kept = last.withLock { $0[form] }
        if let kept, kept.served == served, kept.definitions == definitions { return kept.bytes }
        let bytes = make()
        last.withLock { $0[form] = Kept(served: served, definitions: definitions, bytes: bytes) }
        return bytes
    }
}

import AsyncHTTPClient
import ClusterAPI
import NIOCore

/// The body of an answer, piece by piece; what is not asked for stays with the server.
///
/// Unchecked: the iterator is used by one caller at a time, the watch that owns the reader, which awaits each piece
/// before it asks for the next.
final class ChunkReader: @unchecked Sendable {
    private var iterator: HTTPClientResponse.Body.AsyncIterator
    private let spoken: @Sendable (any Error) -> ClusterError

    init(_ body: HTTPClientResponse.Body, spoken: @escaping @Sendable (any Error) -> ClusterError) {
        iterator = body.makeAsyncIterator()
        self.spoken = spoken
    }

    /// The next piece; nil at the end.
    func next() async throws(ClusterError) -> ByteBuffer? {
        do {
            return try await iterator.next()
        } catch {
            throw spoken(error)
        }
    }
}

import AsyncHTTPClient
import ClusterAPI
import NIOCore

/// The body of an answer, piece by piece; what is not asked for stays with the server.
///
/// Unchecked: the iterator is used by one caller at a time, the watch that owns the reader, which awaits each piece
/// before it asks for the next.
final class ChunkReader: @unchecked Sendable {
    private var iterator: HTTPClientResponse.Body.AsyncIterator
    private var found: Result<ByteBuffer?, any Error> = .success(nil)
    private let pulse: Pulse
    private let spoken: @Sendable (any Error) -> ClusterError

    init(
        _ body: HTTPClientResponse.Body, pulse: Pulse, spoken: @escaping @Sendable (any Error) -> ClusterError
    ) {
        iterator = body.makeAsyncIterator()
        self.pulse = pulse
        self.spoken = spoken
    }

    /// The next piece; nil at the end, and where the server shows no sign of life any more.
    func next() async throws(ClusterError) -> ByteBuffer? {
        let read = Task {
            do { found = .success(try await iterator.next()) } catch { found = .failure(error) }
        }
        let number = pulse.begin(read)
        await withTaskCancellationHandler {
            await read.value
        } onCancel: {
            read.cancel()
        }
        pulse.end(number)
        do {
            let chunk = try found.get()
            if chunk != nil { pulse.heard() }
            return chunk
        } catch {
            throw spoken(error)
        }
    }
}

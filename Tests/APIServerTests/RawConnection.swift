import APIServer
import NIOCore
import NIOPosix
import NIOSSL

/// A connection over TLS that sends bytes as they stand, for what no HTTP client would send.
struct RawConnection: Sendable {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    init(to server: RunningServer) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        let context = try NIOSSLContext(configuration: configuration)
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: server.address.host, port: server.address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: context, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandler(handler)
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Sends the pieces until the server closes, or until enough of its answer has come; gives the answer so far.
    /// What the server does not take any more is not sent.
    func exchange(
        _ pieces: some Sequence<[UInt8]> & Sendable, until isEnough: @Sendable (String) -> Bool = { _ in false }
    ) async throws -> String {
        try await channel.executeThenClose { inbound, outbound in
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    for piece in pieces {
                        do { try await outbound.write(ByteBuffer(bytes: piece)) } catch { return }
                    }
                }
                defer { tasks.cancelAll() }
                var answer = ""
                do {
                    for try await buffer in inbound {
                        answer += String(buffer: buffer)
                        if isEnough(answer) { break }
                    }
                } catch {
                    // Closed without a farewell, or while we were still sending.
                }
                return answer
            }
        }
    }

    /// Leaves without a word.
    func close() async { try? await channel.channel.close() }
}

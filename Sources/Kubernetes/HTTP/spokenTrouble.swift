import AsyncHTTPClient
import ClusterAPI
import Model
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What kept a request from its answer, for people. Where no connection stood, nothing was carried out: that is
/// `serviceUnavailable`; else nobody knows, which is `connectionLost`.
func spokenTrouble(_ error: any Error, address: ServerAddress, call: Call) -> ClusterError {
    func unsent(_ why: String) -> ClusterError {
        ClusterError(code: 503, reason: .serviceUnavailable, message: "the API server at \(address) \(why)")
    }
    func lost(_ why: String) -> ClusterError {
        ClusterError(code: 0, reason: .connectionLost, message: "the API server at \(address) \(why)")
    }
    switch error {
    case let error as ClusterError: return error
    case is CancellationError: return lost("was not waited for")
    case let error as NIOConnectionError: return unsent("cannot be reached: \(reason(error))")
    case let error as IOError:
        guard let why = unreached(error) else { return lost("closed the connection: \(error.description)") }
        return unsent("cannot be reached: \(why)")
    case is NIOTooManyBytesError:
        return ClusterError(
            code: 500, reason: .requestEntityTooLarge,
            message: "the answer of the API server at \(address) is larger than plumb takes")
    case let error as NIOSSLExtraError: return unsent("is not who it should be: \(error)")
    case let error as NIOSSLError:
        guard case .handshakeFailed(let inner) = error else { return lost("closed the connection: \(error)") }
        return unsent("is not to be trusted, or does not trust plumb: \(inner)")
    case let error as HTTPClientError:
        switch error {
        case .connectTimeout: return unsent("cannot be reached: no connection in time")
        case .tlsHandshakeTimeout: return unsent("does not answer: no TLS handshake in time")
        case .getConnectionFromPoolTimeout: return unsent("does not answer: no connection was free in time")
        case .alreadyShutdown: return unsent("is not asked any more")
        case .deadlineExceeded, .readTimeout, .writeTimeout:
            return lost("did not answer within \(call.timeout.milliseconds / 1000) s")
        case .remoteConnectionClosed: return lost("closed the connection before it answered")
        case .cancelled: return lost("was not waited for")
        default: return lost("did not answer: \(error)")
        }
    default: return lost("did not answer: \(error)")
    }
}

/// The first of what was tried: a host may have many addresses.
private func reason(_ error: NIOConnectionError) -> String {
    if let first = error.connectionErrors.first?.error {
        return (first as? IOError).flatMap(unreached) ?? "\(first)"
    }
    if let unknown = error.dnsAError ?? error.dnsAAAAError {
        return "the name \"\(error.host)\" is not known: \(unknown)"
    }
    return "no address of \"\(error.host)\" answers"
}

/// Why no connection came to stand; nil where one had stood.
private func unreached(_ error: IOError) -> String? {
    switch error.errnoCode {
    case ECONNREFUSED: "the connection is refused"
    case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, EHOSTDOWN: "no way leads there"
    case ETIMEDOUT: "no connection in time"
    default: nil
    }
}

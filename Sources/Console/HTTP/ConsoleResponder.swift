import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Between Hummingbird's requests and responses, and calls and answers.
struct ConsoleResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let console: Console

    func respond(to request: Request, context: Context) async throws -> Response {
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            headers[name] = headers[name].map { "\($0), \(field.value)" } ?? field.value
        }
        let call = Call(request.method.rawValue, request.uri.string, headers: headers)
        let answer = await console.answer(call, body(of: request))
        context.logger.debug("\(call.method) \(request.uri.path) \(answer.code)")
        return response(answer, to: request)
    }

    private func body(of request: Request) -> UnreadBody {
        let body = request.body
        return UnreadBody(length: request.headers[.contentLength].flatMap { Int($0) }) { limit in
            do {
                return Array(buffer: try await body.collect(upTo: limit))
            } catch is NIOTooManyBytesError {
                throw UnreadBody.TooLarge()
            }
        }
    }

    private func response(_ answer: Answer, to request: Request) -> Response {
        var headers: HTTPFields = [.contentType: answer.contentType, .cacheControl: "no-store"]
        for (name, value) in protectiveHeaders + answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let status = HTTPResponse.Status(code: answer.code)
        switch answer.body {
        case .bytes(let bytes):
            let whole = Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
            return request.method == .head ? whole.createHeadResponse() : whole
        case .stream(let pieces):
            if request.method == .head { return Response(status: status, headers: headers) }
            // The connection is read to see the client go, so it cannot be used again.
            headers[.connection] = "close"
            let incoming = request.body
            return Response(
                status: status, headers: headers,
                body: ResponseBody { writer in
                    do {
                        try await incoming.consumeWithCancellationOnInboundClose { _ in
                            for await piece in pieces.cancelOnGracefulShutdown() {
                                try await writer.write(ByteBuffer(string: piece))
                            }
                        }
                    } catch is CancellationError {
                        return
                    }
                    try await writer.finish(nil)
                })
        }
    }
}

/// With every answer: nothing is guessed, framed, or told to other sites.
private let protectiveHeaders: [(name: String, value: String)] = [
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]

import ClusterAPI
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Between Hummingbird's requests and responses, and calls and answers.
struct APIResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let handler: APIHandler
    let hosts: KnownHosts
    /// What kube-apiserver takes.
    static let bodyLimit = 3 << 20

    func respond(to request: Hummingbird.Request, context: Context) async throws -> Hummingbird.Response {
        var call = Call(request.method.rawValue, request.uri.string)
        call.accept = request.headers[values: .accept].joined(separator: ",")
        call.contentType = request.headers[.contentType] ?? ""
        call.userAgent = request.headers[.userAgent] ?? ""
        call.authorization = request.headers[.authorization] ?? ""
        call.host = request.head.authority ?? ""
        guard hosts.contains(call.host) else { return response(.error(.foreignHost(call.host)), request) }
        for field in request.headers {
            let name = field.name.canonicalName
            if name.hasPrefix(Impersonation.headerPrefix) { call.impersonation.take(header: name, field.value) }
        }
        // The size of a body is known only to those who may send it.
        do throws(ClusterError) {
            call.requestor = try await handler.admit(call)
        } catch {
            return response(.error(error), request)
        }
        if ["POST", "PUT", "PATCH", "DELETE"].contains(call.method) {
            guard let body = try await body(of: request) else {
                return response(.error(.tooLarge(limit: APIResponder.bodyLimit)), request)
            }
            call.body = body
        }
        let answer = await handler.answer(admitted: call)
        context.logger.debug("\(call.method) /\(call.path.joined(separator: "/")) \(answer.code)")
        return response(answer, request)
    }

    /// nil where it is too large.
    private func body(of request: Hummingbird.Request) async throws -> [UInt8]? {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > APIResponder.bodyLimit {
            return nil
        }
        do {
            return Array(buffer: try await request.body.collect(upTo: APIResponder.bodyLimit))
        } catch is NIOTooManyBytesError {
            return nil
        }
    }

    private func response(_ answer: Answer, _ request: Hummingbird.Request) -> Hummingbird.Response {
        var headers = HTTPFields()
        headers[.contentType] = answer.contentType
        headers[.cacheControl] = "no-cache, private"
        if let name = HTTPField.Name("Warning") {
            for warning in answer.warnings { headers.append(HTTPField(name: name, value: warningHeader(warning))) }
        }
        if let seconds = answer.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        let status = HTTPResponse.Status(code: answer.code)
        switch answer.body {
        case .bytes(let bytes):
            let body = ByteBuffer(bytes: bytes)
            if answer.code == 413 { headers[.connection] = "close" }
            let whole = Hummingbird.Response(status: status, headers: headers, body: .init(byteBuffer: body))
            return request.method == .head ? whole.createHeadResponse() : whole
        case .stream(let write):
            // The connection is read to see the client go, so it cannot be used again.
            headers[.connection] = "close"
            let incoming = request.body
            return Hummingbird.Response(
                status: status, headers: headers,
                body: ResponseBody { writer in
                    do {
                        try await incoming.consumeWithCancellationOnInboundClose { _ in
                            var sink: any AnswerWriter = BodyWriter(writer: writer)
                            try await write(&sink)
                        }
                    } catch is CancellationError {
                        return
                    }
                    try await writer.finish(nil)
                })
        }
    }

    /// `299 - "text"`, as RFC 7234 has it.
    private func warningHeader(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return "299 - \"\(quoted)\""
    }
}

private struct BodyWriter: AnswerWriter {
    var writer: any ResponseBodyWriter

    mutating func write(_ bytes: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: bytes)) }
}

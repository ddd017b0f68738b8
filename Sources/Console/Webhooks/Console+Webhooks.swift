import Logging
import Model
import Reconciler

/// The largest body that is taken; providers send at most a few megabytes.
let webhookBodyLimit = 3 << 20

/// What became of a delivery.
enum DeliveryResult: String, Sendable, CaseIterable {
    case woken, unmatched, ping, ignored, replayed, refused, failed
}

extension Console {
    /// Takes a delivery. Nothing of the body is looked at before its signature has been checked, and of what it says
    /// only which repository and ref may have changed.
    func webhook(_ name: String, _ call: Call, _ body: UnreadBody) async throws -> Answer {
        guard let provider = webhookProviders.first(where: { $0.name == name }), let settings = webhooks[name] else {
            meter.delivered("other", .refused)
            throw Complaint.notFound("There is no such webhook, or it is not configured: it needs a secretFile.")
        }
        do {
            let (result, applications) = try await take(provider, settings, call, body)
            meter.delivered(name, result)
            let document: Value = ["result": Value(result.rawValue), "applications": Value(strings: applications)]
            return .json(document, code: 202)
        } catch {
            meter.delivered(name, error.code < 500 ? .refused : .failed)
            throw error
        }
    }

    private func take(
        _ provider: WebhookProvider, _ settings: Configuration.Webhook, _ call: Call, _ body: UnreadBody
    ) async throws(Complaint) -> (DeliveryResult, [String]) {
        if let length = body.length, length > webhookBodyLimit { throw .tooLarge(limit: webhookBodyLimit) }
        let isForm = call.mediaType == "application/x-www-form-urlencoded"
        guard isForm || isJSON(call.mediaType) else {
            throw Complaint(415, "Unsupported Media Type", "Send application/json.")
        }
        let bytes = try await authenticBody(provider, settings, call, body)
        let event = provider.event(of: call)
        if provider.isPing(event) { return (.ping, []) }
        guard let payload = try? Value(json: isForm ? formPayload(bytes) : bytes) else {
            throw .badRequest("The body is no JSON.")
        }
        guard provider.isPush(event) else { return (.ignored, []) }
        guard let hint = PushHint(payload) else {
            throw .badRequest("The payload does not say which repository was pushed to.")
        }
        if let id = provider.delivery(of: call), !deliveries.isNew(provider.name, id, body: bytes) {
            return (.replayed, [])
        }
        let woken = await wake(hint, by: provider.name)
        return (woken.isEmpty ? .unmatched : .woken, woken)
    }

    private func authenticBody(
        _ provider: WebhookProvider, _ settings: Configuration.Webhook, _ call: Call, _ body: UnreadBody
    ) async throws(Complaint) -> [UInt8] {
        var found: (form: WebhookProvider.Form, shown: String)?
        for proof in provider.proofs where found == nil {
            if let shown = call.header(proof.header) { found = (proof.form, shown) }
        }
        guard let found else {
            let names = provider.proofs.map(\.header).joined(separator: " or ")
            throw .unauthorized("The delivery is not signed: it has no \(names).")
        }
        let secret = (readSmallFile(settings.secretFile) ?? []).withoutFinalNewline
        guard !secret.isEmpty else {
            logger.error(
                "the webhook's secret cannot be read or is empty", metadata: ["file": "\(settings.secretFile)"])
            throw .unavailable("The webhook's secret cannot be read or is empty.", retryAfter: 60)
        }
        guard readers.enter() else { throw .unavailable("Too many deliveries at once.", retryAfter: 1) }
        defer { readers.leave() }
        let bytes = try await body.bytes(upTo: webhookBodyLimit, within: .seconds(10))
        guard isProven(found.shown, as: found.form, body: bytes, secret: secret) else {
            throw .unauthorized("The delivery's signature is not that of the configured secret.")
        }
        return bytes
    }

    private func wake(_ hint: PushHint, by provider: String) async -> [String] {
        let now = clock()
        let wake = Wake(.webhook, actor: provider)
        var woken: [String] = []
        for ref in hint.refs.isEmpty ? [""] : hint.refs {
            for name in await daemon.wake(repositories: hint.repositories, ref: ref, wake) where !woken.contains(name) {
                woken.append(name)
            }
        }
        meter.pushSeen(by: woken, at: now)
        return woken
    }
}

/// GitHub can send `payload=…` instead; the signature is over the form's bytes all the same.
private func formPayload(_ bytes: [UInt8]) -> [UInt8] {
    Array((Query(String(decoding: bytes, as: UTF8.self))["payload"] ?? "").utf8)
}

/// `application/json` and `application/…+json`; nothing named counts as JSON.
private func isJSON(_ type: String) -> Bool {
    type.isEmpty || type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
}

extension [UInt8] {
    /// A secret as a file holds it: without the line's end.
    fileprivate var withoutFinalNewline: [UInt8] {
        var bytes = self
        while let last = bytes.last, last == 0x0a || last == 0x0d { bytes.removeLast() }
        return bytes
    }
}

import Model
import Reconciler

/// What somebody who steers an application sends: `{"actor": "ada", "to": "COMMIT", "trigger": "cli",
/// "allowPrune": 12}`, all optional.
struct SteerRequest: Hashable, Sendable {
    var wake: Wake
    /// The revision to roll back to.
    var to: String?

    /// Nothing at all counts as `{}`. Members that are not known are passed over.
    init(_ bytes: [UInt8]) throws(Complaint) {
        var body = Value.emptyObject
        if !bytes.isEmpty {
            guard let read = try? Value(json: bytes), read.isObject else {
                throw .badRequest("The body has to be a JSON object.")
            }
            body = read
        }
        let actor = try text("actor", in: body)
        let trigger = try text("trigger", in: body)
        // Only the command line says who sits at it.
        let isCommandLine = trigger.map { $0 == "cli" } ?? (actor != nil)
        if let actor,
            actor.utf8.count > 128 || actor.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f })
        {
            throw .badRequest("`actor` has to be a name of at most 128 bytes.")
        }
        wake = Wake(isCommandLine ? .cli : .api, actor: actor ?? "api")
        if let number = body["allowPrune"], !number.isNull {
            guard let count = number.int, count > 0 else {
                throw .badRequest("`allowPrune` has to be a number of objects.")
            }
            wake.allowPrune = count
        }
        if let to = try text("to", in: body) { self.to = try checkedRef(to) }
    }
}

/// A member that is a text; nil where it is absent, null or empty.
private func text(_ name: String, in body: Value) throws(Complaint) -> String? {
    guard let value = body[name], !value.isNull else { return nil }
    guard let text = value.string else { throw .badRequest("`\(name)` has to be a text.") }
    return text.isEmpty ? nil : text
}
